package dev.nightjar.queue;

import java.util.List;

/**
 * Takes what a queue brings. Beans of this type are found and connected. Delivery is at least once and in no order:
 * {@link #take} must be harmless when repeated.
 */
public interface QueueListener {

    /** The queues that it listens to. */
    List<String> queues();

    /** How many messages it takes at the same time. */
    int atOnce();

    /**
     * Deals with the message; then it is gone.
     *
     * @throws UnreadableMessageException when no repetition would help: the message goes to the dead letters
     * @throws RuntimeException when it is to be tried again
     */
    void take(QueueMessage message);
}
