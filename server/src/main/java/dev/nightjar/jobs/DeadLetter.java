package dev.nightjar.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that was given up.
 *
 * @param kind the name of the job, or of the queue
 * @param instance which one of them
 * @param payload JSON with ids; null when it could not be read
 * @param cause what failed the last time
 * @param replayedAt when an operator had it done again
 */
public record DeadLetter(
        UUID id,
        String kind,
        String instance,
        @Nullable String payload,
        String cause,
        Instant diedAt,
        @Nullable Instant replayedAt) {}
