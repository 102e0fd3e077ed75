package dev.nightjar.jobs;

import java.time.Duration;
import java.time.Instant;

/** Schedules durable work, inside the caller's transaction: state and the work that follows from it commit together. */
public interface Jobs {

    /**
     * Runs as soon as the transaction has committed.
     *
     * @param id unique among the jobs of this kind that wait or run; scheduling another with the same id is a no-op.
     *     Work that may be wanted again needs a new id each time, such as an event and its attempt
     */
    <T> void schedule(Job<T> job, String id, T payload);

    /** Runs not before the given time. */
    <T> void scheduleAt(Job<T> job, String id, T payload, Instant time);

    /**
     * Runs when that much time has passed by the machine's own clock.
     *
     * @param wait at most the {@link Job#longestWait} of its kind: what is due later is brought back to now
     * @throws IllegalArgumentException when it is longer
     */
    <T> void scheduleIn(Job<T> job, String id, T payload, Duration wait);

    /** Whether a job of this kind and id waits or runs. */
    boolean pending(Job<?> job, String id);
}
