package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(2);

    @Test
    void theWaitDoublesWithEachFailure() {
        assertThat(Backoff.after(1, FIRST, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.after(2, FIRST, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Backoff.after(5, FIRST, 0)).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void theWaitNeverGrowsBeyondTenMinutes() {
        assertThat(Backoff.after(1000, FIRST, 0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Backoff.after(1000, FIRST, 1)).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void jitterAddsUpToAFifth() {
        assertThat(Backoff.after(1, FIRST, 0.5)).isEqualTo(Duration.ofMillis(2200));
    }
}
