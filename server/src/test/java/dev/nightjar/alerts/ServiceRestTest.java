package dev.nightjar.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceRestTest {

    private static final String DEAD = "dead.example";
    private static final String LIVING = "living.example";

    private final ServiceRest rests = new ServiceRest();
    private final Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aServiceThatDoesNotAnswerAgainAndAgainRestsAndNoOther() {
        fail(DEAD, 3);

        assertThat(rests.of(DEAD, now)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rests.of(LIVING, now)).isZero();
    }

    @Test
    void aServiceThatFailsNowAndThenNeedsNoRest() {
        fail(DEAD, 2);
        assertThat(rests.of(DEAD, now)).isZero();

        rests.answered(DEAD);
        fail(DEAD, 2);

        assertThat(rests.of(DEAD, now)).isZero();
    }

    @Test
    void theRestGrowsToHalfAMinuteAndEnds() {
        fail(DEAD, 50);

        assertThat(rests.of(DEAD, now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rests.of(DEAD, now.plusSeconds(30))).isZero();
    }

    @Test
    void theServicesThatFailedLongestAgoAreForgotten() {
        fail(DEAD, 3);
        for (int i = 0; i < 1000; i++) {
            rests.failed("service" + i, now);
        }

        assertThat(rests.of(DEAD, now)).isZero();
    }

    private void fail(String service, int times) {
        for (int i = 0; i < times; i++) {
            rests.failed(service, now);
        }
    }
}
