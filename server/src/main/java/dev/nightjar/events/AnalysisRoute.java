package dev.nightjar.events;

/** How a clip comes to be looked at. Two kinds: in this process, and by a queue to workers. */
interface AnalysisRoute {

    /**
     * Has the clip of an attempt looked at, now or later.
     *
     * @throws RuntimeException when it is to be tried again
     */
    void send(StoredEvent begun);
}
