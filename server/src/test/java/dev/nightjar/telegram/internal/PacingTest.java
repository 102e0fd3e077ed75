package dev.nightjar.telegram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final long CHAT = 7;
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Hands hands = new Hands();
    private final Pacing pacing = new Pacing(hands);

    @Test
    void aChatTakesOneMessageASecond() {
        assertThat(pacing.take(CHAT, false)).isEmpty();
        assertThat(pacing.take(CHAT, false)).contains(Duration.ofSeconds(1));

        hands.at = START.plusSeconds(1);

        assertThat(pacing.take(CHAT, false)).isEmpty();
    }

    @Test
    void aGroupTakesTwentyMessagesAMinute() {
        for (int i = 0; i < 20; i++) {
            assertThat(pacing.take(CHAT, true)).isEmpty();
            hands.at = hands.at.plusSeconds(1);
        }

        assertThat(pacing.take(CHAT, true)).contains(Duration.ofSeconds(40));
        hands.at = START.plusSeconds(60);
        assertThat(pacing.take(CHAT, true)).isEmpty();
    }

    @Test
    void allChatsTogetherTakeThirtyMessagesASecond() {
        for (int chat = 0; chat < 30; chat++) {
            assertThat(pacing.take(chat, false)).isEmpty();
        }

        assertThat(pacing.take(31, false)).isPresent();
        hands.at = START.plusSeconds(1);
        assertThat(pacing.take(31, false)).isEmpty();
    }

    @Test
    void aChatIsLeftAloneForAsLongAsTelegramAsks() {
        pacing.hold(CHAT, Duration.ofSeconds(30));

        assertThat(pacing.take(CHAT, false)).contains(Duration.ofSeconds(30));
        assertThat(pacing.take(CHAT + 1, false)).isEmpty();
    }

    @Test
    void aClockThatWasSetBackSilencesNoChat() {
        assertThat(pacing.take(CHAT, true)).isEmpty();

        hands.at = START.minus(Duration.ofDays(2));

        assertThat(pacing.take(CHAT, true)).isEmpty();
    }

    /** A clock that stands. */
    private static final class Hands extends Clock {

        private Instant at = START;

        @Override
        public Instant instant() {
            return at;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
