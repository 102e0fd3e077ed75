package dev.nightjar.jobs;

import java.time.Instant;

/** Schedules durable work, inside the caller's transaction: state and the work that follows from it commit together. */
public interface Jobs {

    /**
     * Runs as soon as the transaction has committed.
     *
     * @param id unique among waiting jobs of this kind; scheduling one that waits already is a no-op
     */
    <T> void schedule(Job<T> job, String id, T payload);

    /** Runs not before the given time. */
    <T> void scheduleAt(Job<T> job, String id, T payload, Instant time);
}
