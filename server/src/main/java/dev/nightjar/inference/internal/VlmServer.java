package dev.nightjar.inference.internal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** In what servers of chat completions differ. */
enum VlmServer {
    /** vLLM. */
    VLLM,
    /** The server of llama.cpp. */
    LLAMACPP,
    /** Ollama. */
    OLLAMA,
    /** OpenAI itself, or what does everything exactly as it does. */
    OPENAI,
    /** Azure OpenAI. */
    AZURE;

    /** Where its chat completions are. */
    URI address(URI base, String model, String apiVersion) {
        String root = base.toString().replaceAll("/+$", "");
        if (this != AZURE) {
            return URI.create(root + "/chat/completions");
        }
        return URI.create("%s/openai/deployments/%s/chat/completions?api-version=%s"
                .formatted(root, encoded(model), encoded(apiVersion)));
    }

    /** The header that carries the key. */
    String keyHeader() {
        return this == AZURE ? "api-key" : "Authorization";
    }

    /** What stands in that header. */
    String keyValue(String key) {
        return this == AZURE ? key : "Bearer " + key;
    }

    /** Whether its strict schemas may bound lengths and numbers; where not, that is checked afterwards only. */
    boolean boundsInSchema() {
        return this != OPENAI && this != AZURE;
    }

    /**
     * Sets how long the answer may be, that it shall be the likeliest one, and that nothing is to be thought aloud before.
     * OpenAI's newer models take no temperature, and all that it serves take the newer name of the length.
     */
    void limit(ObjectNode request, int answerTokens) {
        switch (this) {
            case VLLM, LLAMACPP -> {
                request.put("max_tokens", answerTokens).put("temperature", 0);
                request.putObject("chat_template_kwargs").put("enable_thinking", false);
            }
            case OLLAMA ->
                request.put("max_tokens", answerTokens).put("temperature", 0).put("reasoning_effort", "none");
            case OPENAI, AZURE -> request.put("max_completion_tokens", answerTokens);
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
