package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a preview.
 *
 * @param preSeconds what the clip shall show from before the trigger; null when no clip shall come
 * @param postSeconds what the clip shall show from after the trigger; null when no clip shall come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewAnswer(
        Event event,
        Decision decision,
        @Nullable Integer preSeconds,
        @Nullable Integer postSeconds) {

    /** What the camera shall do. */
    public enum Decision {
        /** Send the clip. */
        @JsonProperty("clip")
        CLIP,
        /** Keep the clip for a day, in case that somebody wants it, and send nothing. */
        @JsonProperty("dismiss")
        DISMISS
    }
}
