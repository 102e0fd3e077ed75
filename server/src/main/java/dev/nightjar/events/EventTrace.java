package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each step of an event happened. The first and the third are by the phone's clock, the others by the server's.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventTrace(
        @Nullable Instant triggeredAt,
        Instant announcedAt,
        @Nullable Instant clipReadyAt,
        @Nullable Instant uploadedAt,
        @Nullable Instant analysisStartedAt,
        @Nullable Instant doneAt) {}
