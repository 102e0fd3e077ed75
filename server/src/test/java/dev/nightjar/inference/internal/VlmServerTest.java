package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.inference.AnalyzeClip;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How each kind of server is asked. */
class VlmServerTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void azureIsAskedAtItsDeploymentAndByItsOwnHeader() throws Exception {
        try (VlmStub stub = new VlmStub()) {
            stub.then(VlmStub.content("{}"));
            URI base = URI.create(stub.address().toString().replace("/v1", "/"));
            VlmSettings settings = TestVlm.settings(VlmServer.AZURE, base, Duration.ofSeconds(20));
            try (VlmClient client = client(settings)) {
                client.ask("{}".getBytes(StandardCharsets.UTF_8), TimeLimit.of(Duration.ofSeconds(20)), new VlmTally());
            }

            VlmStub.Request request = stub.requests().getFirst();
            assertThat(request.line())
                    .isEqualTo("POST /openai/deployments/Qwen%2FQwen2.5-VL-7B-Instruct/chat/completions"
                            + "?api-version=2024-10-21 HTTP/1.1");
            assertThat(request.headers()).containsEntry("api-key", TestVlm.KEY).doesNotContainKey("authorization");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServerIsAskedForAStrictSchemaWithoutThinkingAloud(VlmServer server) {
        JsonNode request = request(server);

        JsonNode schema = request.at("/response_format/json_schema/schema");
        assertThat(schema.at("/properties/observations/items/properties/atSeconds/enum")
                        .toString())
                .isEqualTo("[0.5,2.0]");
        assertThat(schema.at("/properties/instructions").isMissingNode()).isTrue();
        assertThat(schema.get("required").toString()).doesNotContain("instructions");
        boolean silent = switch (server) {
            case VLLM, LLAMACPP ->
                !request.at("/chat_template_kwargs/enable_thinking").asBoolean(true);
            case OLLAMA -> request.get("reasoning_effort").asString().equals("none");
            case OPENAI, AZURE -> !request.has("temperature") && request.has("max_completion_tokens");
        };
        assertThat(silent).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "AZURE"})
    void aSchemaForOpenAiHasNoBoundsThatItRefuses(VlmServer server) {
        assertThat(request(server).at("/response_format").toString()).doesNotContain("maxLength", "maxItems");
    }

    @Test
    void aSchemaForOthersBoundsWhatTheyWrite() {
        assertThat(request(VlmServer.VLLM).at("/response_format").toString()).contains("\"maxLength\":140");
    }

    private static JsonNode request(VlmServer server) {
        VlmEvidence evidence = new VlmEvidence(
                6,
                2,
                List.of(new VlmFrame(0.5, new byte[] {1}), new VlmFrame(2, new byte[] {2})),
                List.of(),
                new AnalyzeClip.Context(
                        "Hall", LocalDateTime.parse("2026-03-01T21:00:00"), "UTC", "sound", true, List.of(), null));
        VlmSettings settings = TestVlm.settings(server, URI.create("http://127.0.0.1:1/v1"), Duration.ofSeconds(20));
        return JSON.readTree(new VlmPrompt(settings, JSON).request(evidence, null));
    }

    private static VlmClient client(VlmSettings settings) {
        return new VlmClient(settings, JSON, new RetryAfter(Clock.systemUTC()));
    }
}
