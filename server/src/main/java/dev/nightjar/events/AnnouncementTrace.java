package dev.nightjar.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the steps on the phone happened, by the phone's clock.
 *
 * @param triggeredAt when the trigger was noticed
 * @param clipReadyAt when the clip was complete
 */
public record AnnouncementTrace(
        @Nullable Instant triggeredAt, @Nullable Instant clipReadyAt) {}
