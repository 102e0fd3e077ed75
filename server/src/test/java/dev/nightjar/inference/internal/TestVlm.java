package dev.nightjar.inference.internal;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Settings of a vision-language model, for tests. */
final class TestVlm {

    /** There is none. */
    static final VlmSettings OFF = settings(VlmServer.VLLM, null, Duration.ofSeconds(45));

    static final String KEY = "a-key-that-nobody-may-see";

    private TestVlm() {}

    static VlmSettings settings(VlmServer server, @Nullable URI baseUrl, Duration timeLimit) {
        return new VlmSettings(
                server,
                baseUrl,
                "Qwen/Qwen2.5-VL-7B-Instruct",
                KEY,
                "2024-10-21",
                timeLimit,
                2,
                2,
                4,
                320,
                900,
                DataSize.ofKilobytes(256),
                5,
                Duration.ofSeconds(60));
    }
}
