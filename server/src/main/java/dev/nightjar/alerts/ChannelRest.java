package dev.nightjar.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Lets a channel rest behind which nobody answers, so that those who wait for it do not keep everything else waiting. Each
 * node finds out for itself.
 */
@Component
class ChannelRest {

    /** One that fails now and then needs no rest: each address waits for itself. */
    private static final int FAILURES = 3;

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Map<ChannelKind, Rest> rests = new EnumMap<>(ChannelKind.class);

    /** How long the channel is to rest yet; zero when it may be asked. */
    synchronized Duration of(ChannelKind kind, Instant now) {
        Rest rest = rests.get(kind);
        if (rest == null || !rest.until().isAfter(now)) {
            return Duration.ZERO;
        }
        return Duration.between(now, rest.until());
    }

    synchronized void failed(ChannelKind kind, Instant now) {
        Rest rest = rests.get(kind);
        int failures = rest == null ? 1 : rest.failures() + 1;
        Duration wait = failures < FAILURES
                ? Duration.ZERO
                : Duration.ofSeconds(1L << Math.min(failures - FAILURES, MOST_DOUBLINGS));
        Instant until = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        rests.put(kind, new Rest(failures, until));
    }

    synchronized void answered(ChannelKind kind) {
        rests.remove(kind);
    }

    private record Rest(int failures, Instant until) {}
}
