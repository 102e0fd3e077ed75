package dev.nightjar.jobs;

/**
 * How dead letters of a kind are done again, where running the same job once more would change nothing. Beans of this
 * type are found.
 */
public interface Revival {

    /** Whether it looks after dead letters of that kind. */
    boolean caresFor(String kind);

    /**
     * Begins the work anew.
     *
     * @param payload JSON with ids
     * @return false when it is no longer wanted
     */
    boolean revive(String payload);
}
