package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each step of an event happened. The trigger and the clip's end are by the phone's clock, all else by the server's.
 *
 * @param previewedAt when its frames had come
 * @param judgedAt when it was decided by them whether the clip shall come
 * @param firstAlertAt when the first alert of it arrived with somebody
 * @param enrichedAlertAt when the first alert arrived that says what its clip shows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventTrace(
        @Nullable Instant triggeredAt,
        @Nullable Instant previewedAt,
        @Nullable Instant judgedAt,
        Instant announcedAt,
        @Nullable Instant clipReadyAt,
        @Nullable Instant uploadedAt,
        @Nullable Instant analysisStartedAt,
        @Nullable Instant doneAt,
        @Nullable Instant firstAlertAt,
        @Nullable Instant enrichedAlertAt) {}
