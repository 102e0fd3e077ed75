package dev.nightjar.events;

/**
 * An attempt that came to no result.
 *
 * @param due the round that it belongs to
 * @param failures of the round so far
 */
record EndedAttempt(AnalysisDue due, String attempt, int failures) {

    /** Of the job that begins the next one; a repetition of the same answer finds it taken. */
    String nextId() {
        return "%s/%s/%s/%s".formatted(due.account(), due.event(), due.round(), attempt);
    }
}
