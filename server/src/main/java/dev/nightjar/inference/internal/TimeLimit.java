package dev.nightjar.inference.internal;

import java.time.Duration;

/** How long something with several steps may take in all. */
final class TimeLimit {

    private final Duration whole;
    private final long end;

    private TimeLimit(Duration whole) {
        this.whole = whole;
        this.end = System.nanoTime() + whole.toNanos();
    }

    static TimeLimit of(Duration whole) {
        return new TimeLimit(whole);
    }

    Duration whole() {
        return whole;
    }

    /** What is left of it; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }
}
