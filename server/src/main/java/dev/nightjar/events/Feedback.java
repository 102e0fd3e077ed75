package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.devices.CameraSettings;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of an event.
 *
 * @param reason why, where the person says
 * @param text in the person's own words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feedback(
        @NotNull Thumb thumb,
        @Nullable Reason reason,

        @Nullable @Size(max = 200) @Pattern(regexp = CameraSettings.ONE_LINE)
        String text) {

    /** Whether it was well told. */
    public enum Thumb {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN
    }

    /** Why it was, or was not. */
    public enum Reason {
        /** The words say what happened. */
        @JsonProperty("rightWords")
        RIGHT_WORDS,
        /** It was worth telling. */
        @JsonProperty("worthTelling")
        WORTH_TELLING,
        /** Nothing happened that was worth telling. */
        @JsonProperty("falseAlarm")
        FALSE_ALARM,
        /** The words say something else than what happened. */
        @JsonProperty("wrongWords")
        WRONG_WORDS,
        /** The words leave out what matters. */
        @JsonProperty("leftOut")
        LEFT_OUT
    }
}
