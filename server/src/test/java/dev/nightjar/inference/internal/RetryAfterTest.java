package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long servers want to be left alone. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void secondsAreSeconds() {
        assertThat(of("Retry-After", "7")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void azureCountsMilliseconds() {
        assertThat(of("retry-after-ms", "250")).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aDateIsATimeFromNow() {
        assertThat(of("Retry-After", "Sun, 1 Mar 2026 20:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
        assertThat(of("Retry-After", "Sun, 1 Mar 2026 19:00:00 GMT")).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatCannotBeUnderstoodSaysNothing() {
        assertThat(of("Retry-After", "soon")).isNull();
        assertThat(of("Retry-After", "-1")).isNull();
        assertThat(of("Retry-After", "99999999999999999999")).isNull();
        assertThat(of("Other", "1")).isNull();
    }

    private @Nullable Duration of(String header, String value) {
        return retryAfter.of(HttpHeaders.of(Map.of(header, List.of(value)), (name, text) -> true));
    }
}
