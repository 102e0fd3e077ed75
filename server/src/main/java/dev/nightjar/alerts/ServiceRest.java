package dev.nightjar.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Lets a service rest behind which nobody answers, such as a push service, so that those who wait for it do not keep
 * everything else waiting. Each node finds out for itself.
 */
@Component
class ServiceRest {

    /** One that fails now and then needs no rest: each address waits for itself. */
    private static final int FAILURES = 3;

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    /** Browsers bring services of their own; those that failed longest ago are forgotten. */
    private static final int MOST_SERVICES = 1000;

    private final Map<String, Rest> rests = new LinkedHashMap<>();

    /** How long the service is to rest yet; zero when it may be asked. */
    synchronized Duration of(String service, Instant now) {
        Rest rest = rests.get(service);
        if (rest == null || !rest.until().isAfter(now)) {
            return Duration.ZERO;
        }
        return Duration.between(now, rest.until());
    }

    synchronized void failed(String service, Instant now) {
        Rest rest = rests.remove(service);
        int failures = rest == null ? 1 : rest.failures() + 1;
        Duration wait = failures < FAILURES
                ? Duration.ZERO
                : Duration.ofSeconds(1L << Math.min(failures - FAILURES, MOST_DOUBLINGS));
        Instant until = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        rests.put(service, new Rest(failures, until));
        if (rests.size() > MOST_SERVICES) {
            rests.remove(rests.keySet().iterator().next());
        }
    }

    synchronized void answered(String service) {
        rests.remove(service);
    }

    private record Rest(int failures, Instant until) {}
}
