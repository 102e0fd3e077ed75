package dev.nightjar.jobs;

import java.time.Duration;

/**
 * How often a job that failed is tried, and when.
 *
 * @param most how often it is tried in all before {@link Job#dead} is called
 * @param firstWait the wait after the first failure; doubles each time, up to ten minutes
 */
public record Retries(int most, Duration firstWait) {

    /** What somebody waits for: it is over within a minute. */
    public static final Retries SOON = new Retries(5, Duration.ofSeconds(2));

    /** What somebody asked to be gone: it is tried for days. */
    public static final Retries FOR_DAYS = new Retries(500, Duration.ofSeconds(10));
}
