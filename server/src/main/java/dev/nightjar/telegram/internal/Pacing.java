package dev.nightjar.telegram.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps this node within what Telegram allows: 30 messages a second in all, one a second in a chat, 20 a minute in a
 * group. What several nodes send together, Telegram itself refuses with the time to wait.
 */
@Component
@WhenTelegram
class Pacing {

    private static final int MOST_IN_ALL = 30;
    private static final int MOST_IN_A_GROUP = 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int CHATS = 20_000;

    private final Clock clock;
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Cache<Long, Lane> lanes = Caffeine.newBuilder()
            .maximumSize(CHATS)
            .expireAfterAccess(Duration.ofHours(2))
            .build();

    Pacing(Clock clock) {
        this.clock = clock;
    }

    /** Takes a turn; or, when it is too early for one, how long to wait. */
    synchronized Optional<Duration> take(long chat, boolean group) {
        Instant now = clock.instant();
        Lane lane = lane(chat);
        Instant free = latest(lane.free, nextOf(all, MOST_IN_ALL, SECOND, now));
        if (group) {
            free = latest(free, nextOf(lane.sent, MOST_IN_A_GROUP, MINUTE, now));
        }
        if (free.isAfter(now)) {
            // a clock that was set back must not silence a chat
            return Optional.of(Duration.between(now, free)).filter(wait -> wait.compareTo(Answers.LONGEST_WAIT) <= 0);
        }
        lane.free = now.plus(SECOND);
        all.addLast(now);
        if (group) {
            lane.sent.addLast(now);
        }
        return Optional.empty();
    }

    /** Lets nothing into the chat for so long, as Telegram asked. */
    synchronized void hold(long chat, Duration time) {
        Lane lane = lane(chat);
        lane.free = latest(lane.free, clock.instant().plus(time));
    }

    private Lane lane(long chat) {
        return Objects.requireNonNull(lanes.get(chat, number -> new Lane()));
    }

    /** When the next one fits; forgets those that no longer count. */
    private static Instant nextOf(Deque<Instant> sent, int most, Duration window, Instant now) {
        Instant begin = now.minus(window);
        sent.removeIf(time -> !time.isAfter(begin) || time.isAfter(now));
        return sent.size() < most ? Instant.EPOCH : sent.getFirst().plus(window);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static final class Lane {

        private final Deque<Instant> sent = new ArrayDeque<>();
        private Instant free = Instant.EPOCH;
    }
}
