package dev.nightjar.events;

import dev.nightjar.identity.ids.SessionId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a camera tells of an event before its clip moves.
 *
 * @param at the wall time of the frame that triggered
 * @param clip the clip to come, or null when none could be made, or when it is not known yet
 * @param why what the trigger was decided by
 */
public record EventAnnouncement(
        @NotNull SessionId sessionId,
        @NotNull Instant at,
        @NotNull @Valid Trigger trigger,
        @Nullable @Valid ClipDescription clip,
        @Nullable AnnouncementTrace trace,
        @Nullable @Valid Why why) {}
