package dev.nightjar.jobs;

import java.time.Duration;
import java.util.Map;

/**
 * A kind of durable work, bound to its payload, so that a wrong message does not compile. Beans of this type are found
 * and registered at the start. Delivery is at least once: {@link #run} must be harmless when repeated.
 *
 * @param <T> the payload, a record that JSON can carry; a contract between two releases: add fields, never rename
 */
public interface Job<T> {

    /** The lane of all that asks for none. */
    String MAIN_LANE = "main";

    /** The name under which rows are stored; never changes. */
    String name();

    Class<T> payload();

    /**
     * The lane in which it runs. Each has threads of its own, so that work which takes long holds up only what is in its
     * lane; a name that no other kind uses makes a new one.
     */
    default String lane() {
        return MAIN_LANE;
    }

    /** How often it is tried, and when. */
    default Retries retries() {
        return Retries.SOON;
    }

    /** No row of this kind is ever due later than this from when it is written: more than any wait between tries. */
    default Duration longestWait() {
        return Duration.ofMinutes(15);
    }

    /**
     * The ids of what the payload is about, for the log: such as {@code event}. Of those only, so that one thing can be
     * followed through all that is said of it.
     */
    default Map<String, String> about(T payload) {
        return Map.of();
    }

    /** Does the work. An exception returns the job to its queue. */
    void run(T payload);

    /** Whether its payload holds ids only, so that it can be kept for the operator when it is dead. */
    default boolean keptWhenDead() {
        return true;
    }

    /** Called once when all tries have failed; the job is then among the {@link DeadLetters}. */
    default void dead(T payload, Exception cause) {}
}
