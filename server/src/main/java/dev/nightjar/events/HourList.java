package dev.nightjar.events;

import java.time.Instant;
import java.util.List;

/**
 * How much happened when. Half hours, so that they can be added up to the hours of any place.
 *
 * @param minutes how long each of them is
 * @param items in the order of time; those in which nothing happened are left out
 */
public record HourList(int minutes, List<Hour> items) {

    /**
     * What happened within one of them.
     *
     * @param at its first moment
     * @param events those that were not dismissed
     * @param newEvents how many of the events are new to the person
     */
    public record Hour(Instant at, int events, int newEvents) {}
}
