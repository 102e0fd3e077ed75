package dev.nightjar.events;

import java.time.Duration;

/** How a clip comes to be looked at. Two kinds: in this process, and by a queue to workers. */
interface AnalysisRoute {

    /**
     * Has the clip of an attempt looked at, now or later.
     *
     * @throws RuntimeException when it is to be tried again
     */
    void send(StoredEvent begun);

    /** How long after it was sent an analysis may still come to its end; after that it is lost. */
    Duration patience();
}
