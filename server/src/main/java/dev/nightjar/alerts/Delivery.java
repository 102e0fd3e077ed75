package dev.nightjar.alerts;

import java.time.Duration;

/** What became of a message that was given to a channel. */
public sealed interface Delivery {

    /**
     * It has arrived, as far as the channel can tell.
     *
     * @param reference by which the channel finds it again, to put another in its place
     */
    record Sent(String reference) implements Delivery {}

    /** The service asks for patience. */
    record Later(Duration after) implements Delivery {}

    /** Nothing will ever arrive there again: the channel has marked or forgotten the address. */
    record Gone(String why) implements Delivery {}

    /** The service takes this message in no form, now or later; others may arrive. */
    record Refused(String why) implements Delivery {}
}
