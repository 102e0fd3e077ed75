package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.devices.CameraSettings.PreviewPolicy;
import dev.nightjar.inference.PreviewLabel;
import dev.nightjar.inference.PreviewLook;
import java.util.List;

/**
 * What was decided by the frames of an event, before its clip.
 *
 * @param labels what the frames show that is worth telling, people first; empty where they were not looked at
 */
public record PreviewVerdict(PreviewAnswer.Decision decision, Reason reason, List<PreviewLabel> labels) {

    /** Why. */
    public enum Reason {
        /** The camera was sure, and that is enough for its owner. */
        @JsonProperty("trigger")
        TRIGGER,
        /** The owner wants every clip. */
        @JsonProperty("everything")
        EVERYTHING,
        /** The frames show something relevant. */
        @JsonProperty("seen")
        SEEN,
        /** The frames show nothing that is known. */
        @JsonProperty("nothingSeen")
        NOTHING_SEEN,
        /** None of the frames could be read. */
        @JsonProperty("unreadable")
        UNREADABLE,
        /** There was no time to look at the frames. */
        @JsonProperty("busy")
        BUSY
    }

    /** Decides as the camera's owner wants it. What could not be looked at is never let go. */
    static PreviewVerdict of(PreviewPolicy policy, boolean doubt, PreviewLook look) {
        List<PreviewLabel> labels = look instanceof PreviewLook.Seen seen ? seen.labels() : List.of();
        if (policy == PreviewPolicy.EVERYTHING) {
            return clip(Reason.EVERYTHING, labels);
        }
        if (policy == PreviewPolicy.TRIGGERS && !doubt) {
            return clip(Reason.TRIGGER, labels);
        }
        return switch (look) {
            case PreviewLook.Unreadable _ -> clip(Reason.UNREADABLE, labels);
            case PreviewLook.Busy _ -> clip(Reason.BUSY, labels);
            case PreviewLook.Seen _ ->
                labels.isEmpty()
                        ? new PreviewVerdict(PreviewAnswer.Decision.DISMISS, Reason.NOTHING_SEEN, labels)
                        : clip(Reason.SEEN, labels);
        };
    }

    /** The state in which its event begins. */
    EventState state() {
        return decision == PreviewAnswer.Decision.CLIP ? EventState.ANNOUNCED : EventState.DISMISSED;
    }

    private static PreviewVerdict clip(Reason reason, List<PreviewLabel> labels) {
        return new PreviewVerdict(PreviewAnswer.Decision.CLIP, reason, labels);
    }
}
