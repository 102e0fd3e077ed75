package dev.nightjar.jobs;

import java.time.Duration;

/** Housekeeping that runs again and again, on one node at a time. Beans of this type are found and registered. */
public interface Recurring {

    /** The name under which its row is stored; never changes. */
    String name();

    /** The pause between the end of one run and the start of the next. */
    Duration every();

    /** Does the work. An exception is logged; the next run comes at its time. */
    void run();
}
