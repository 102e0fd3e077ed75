package dev.nightjar.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTrustTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aClockThatGoesOnIsBelieved() {
        ClockTrust trust = ClockTrust.first(START);
        for (int hour = 1; hour < 1000; hour++) {
            trust = trust.at(START.plus(Duration.ofHours(hour)));
            assertThat(trust.held()).isFalse();
        }
    }

    @Test
    void aLongWeekendWithoutTheProgramIsNoJump() {
        assertThat(ClockTrust.first(START).at(START.plus(Duration.ofDays(4))).held())
                .isFalse();
    }

    @Test
    void aJumpOfYearsIsNotBelievedUntilTheClockWentOnEvenlyForThreeDays() {
        Instant jumped = START.plus(Duration.ofDays(3650));
        ClockTrust trust = ClockTrust.first(START).at(jumped);
        for (int hour = 1; hour < 72; hour++) {
            trust = trust.at(jumped.plus(Duration.ofHours(hour)));
            assertThat(trust.held()).isTrue();
            assertThat(trust.trusted()).isEqualTo(START);
        }

        assertThat(trust.at(jumped.plus(Duration.ofHours(72))).held()).isFalse();
    }

    @Test
    void aSecondJumpDoesNotCountAsTimeThatPassed() {
        Instant jumped = START.plus(Duration.ofDays(3650));
        ClockTrust trust = ClockTrust.first(START).at(jumped).at(jumped.plus(Duration.ofDays(1000)));

        assertThat(trust.held()).isTrue();
        assertThat(trust.steady()).isZero();
    }

    @Test
    void aClockThatIsSetRightIsBelievedAtOnce() {
        ClockTrust trust = ClockTrust.first(START).at(START.plus(Duration.ofDays(3650)));

        assertThat(trust.at(START.plus(Duration.ofHours(2))).held()).isFalse();
    }

    @Test
    void aClockThatIsSetBackAndStillIsYearsAheadIsNotBelieved() {
        ClockTrust trust = ClockTrust.first(START).at(START.plus(Duration.ofDays(3650)));

        assertThat(trust.at(START.plus(Duration.ofDays(3000))).held()).isTrue();
    }

    @Test
    void aClockThatFellBackToItsBeginningIsDoubtedWhenItComesForwardAgain() {
        ClockTrust fallen = ClockTrust.first(START).at(Instant.EPOCH);

        assertThat(fallen.held()).isFalse();
        assertThat(fallen.at(START.plusSeconds(60)).held()).isTrue();
    }
}
