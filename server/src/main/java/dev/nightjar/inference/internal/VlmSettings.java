package dev.nightjar.inference.internal;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The vision-language model that puts clips into words: any server that speaks OpenAI's chat completions.
 *
 * @param server what serves the model: {@code vllm}, {@code llamacpp}, {@code ollama}, {@code openai} or {@code azure}; they differ
 *     in small things
 * @param baseUrl where it is, such as {@code http://gpu:8000/v1}, or with {@code azure} {@code https://NAME.openai.azure.com};
 *     without it the detector alone speaks
 * @param model its name there; with {@code azure} the name of the deployment
 * @param apiKey a secret, by the environment only; a server of one's own may want none
 * @param apiVersion with {@code azure}
 * @param timeLimit for one clip, with every repetition; within the time of the whole analysis
 * @param atOnce clips that are asked about side by side
 * @param retries how often a request is repeated that found the server away or busy
 * @param frames how many pictures it sees at most
 * @param largestSide of a picture, in pixels
 * @param answerTokens how long its answer may be
 * @param largestAnswer bytes of a response; of a larger one nothing is read
 * @param breakAfter after so many failures in a row it is left alone
 * @param breakFor how long it is left alone
 */
record VlmSettings(
        @NotNull @DefaultValue("vllm") VlmServer server,
        @Nullable URI baseUrl,

        @NotBlank @DefaultValue("Qwen/Qwen2.5-VL-7B-Instruct")
        String model,

        @Nullable String apiKey,
        @NotBlank @DefaultValue("2024-10-21") String apiVersion,
        @NotNull @DefaultValue("45s") Duration timeLimit,
        @Min(1) @Max(64) @DefaultValue("2") int atOnce,
        @Min(0) @Max(5) @DefaultValue("2") int retries,
        @Min(3) @Max(8) @DefaultValue("8") int frames,
        @Min(224) @Max(768) @DefaultValue("768") int largestSide,
        @Min(300) @Max(4000) @DefaultValue("900") int answerTokens,
        @NotNull @DefaultValue("256KB") DataSize largestAnswer,
        @Min(1) @Max(100) @DefaultValue("5") int breakAfter,
        @NotNull @DefaultValue("60s") Duration breakFor) {

    /** How the findings call it. */
    static final String ENGINE = "vlm";

    /** Whether there is one. */
    boolean isOn() {
        return baseUrl != null && !baseUrl.toString().isBlank();
    }

    /** Where it is; only while it is on. */
    URI address() {
        if (baseUrl == null) {
            throw new IllegalStateException("No vision-language model is set");
        }
        return server.address(baseUrl, model, apiVersion);
    }

    @AssertTrue(message = "base-url must be a plain http or https address: a key belongs into api-key, not into it")
    boolean isPlainAddress() {
        return baseUrl == null
                || !isOn()
                || (baseUrl.getScheme() != null
                        && baseUrl.getScheme().matches("https?")
                        && baseUrl.getHost() != null
                        && baseUrl.getUserInfo() == null
                        && baseUrl.getQuery() == null);
    }

    @AssertTrue(
            message = "time-limit must be between one second and 110 seconds: an analysis takes two minutes at most")
    boolean isWithinAnAnalysis() {
        return timeLimit.compareTo(Duration.ofSeconds(1)) >= 0 && timeLimit.compareTo(Duration.ofSeconds(110)) <= 0;
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "VlmSettings[server=%s, baseUrl=%s, model=%s]".formatted(server, baseUrl, model);
    }
}
