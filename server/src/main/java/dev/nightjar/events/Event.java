package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.PreviewLabel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in front of a camera, as people and their devices see it.
 *
 * @param change grows with every change of this event: of two copies, the one with the larger number is the newer
 * @param at the wall time of the frame that triggered
 * @param clip absent when no clip was made
 * @param findings what was seen, once that is known
 * @param verdict what was decided by the preview frames; null for an event that came without
 * @param previews how many preview frames are stored, 0 to 3
 * @param poster whether there is a still picture
 * @param stripFrames how many pictures its strip has; 0 where there is none
 * @param reviewed whether the person who reads this has looked at it; never so for a camera
 * @param feedback what a person said of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Event(
        EventId id,
        DeviceId deviceId,
        SessionId sessionId,
        EventState state,
        long change,
        Instant at,
        Trigger trigger,
        @Nullable ClipDescription clip,
        Analysis analysis,
        @Nullable Findings findings,
        @Nullable PreviewVerdict verdict,
        int previews,
        boolean poster,
        int stripFrames,
        EventTrace trace,
        boolean reviewed,
        @Nullable Feedback feedback) {

    /** Whether its clip was not wanted at first: it comes only since a person asked for it. */
    boolean wasDismissed() {
        return verdict != null && verdict.decision() == PreviewAnswer.Decision.DISMISS;
    }

    /** The kinds of things that are seen in it; until the clip is analysed, by the first look. */
    List<String> labelNames() {
        if (findings != null) {
            return findings.labels().stream().map(Findings.Label::name).toList();
        }
        return verdict == null
                ? List.of()
                : verdict.labels().stream().map(PreviewLabel::name).toList();
    }

    /** The same event, for a person who has looked at it or not. */
    Event reviewed(boolean byReader) {
        return new Event(
                id,
                deviceId,
                sessionId,
                state,
                change,
                at,
                trigger,
                clip,
                analysis,
                findings,
                verdict,
                previews,
                poster,
                stripFrames,
                trace,
                byReader,
                feedback);
    }

    /** What the camera itself may know of it: state, title and labels, and no word more of what was seen. */
    public Event forDevice() {
        Findings seen = findings;
        if (seen == null) {
            return this;
        }
        Findings titleAndLabels = new Findings(
                seen.labels(),
                seen.title(),
                seen.title(),
                List.of(),
                seen.concern(),
                List.of(),
                seen.engine(),
                seen.model(),
                seen.frames(),
                seen.tookSeconds());
        return new Event(
                id,
                deviceId,
                sessionId,
                state,
                change,
                at,
                trigger,
                clip,
                analysis,
                titleAndLabels,
                verdict,
                previews,
                poster,
                stripFrames,
                trace,
                reviewed,
                feedback);
    }
}
