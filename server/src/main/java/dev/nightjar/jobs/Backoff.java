package dev.nightjar.jobs;

import java.time.Duration;

/** How long to wait before the next try. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 20;

    private Backoff() {}

    /**
     * Doubles with each failure, up to ten minutes.
     *
     * @param failures how often it has failed, at least once
     * @param jitter 0 to 1: up to a fifth is added, so that jobs which failed together do not come back together
     */
    static Duration after(int failures, Duration first, double jitter) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return bounded.plusMillis((long) (bounded.toMillis() / 5.0 * jitter));
    }
}
