package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;

/**
 * What a camera records with.
 *
 * @param height of the picture in pixels, as asked for; a phone may have another
 * @param frameRate in frames a second, as asked for
 * @param microphone whether clips have sound
 */
public record CaptureSettings(
        @NotNull Facing facing,
        @OneOf({360, 480, 720}) int height,
        @OneOf({10, 15, 24, 30}) int frameRate,
        @NotNull Boolean microphone) {

    /** Which side of the phone looks. */
    public enum Facing {
        /** The side of the screen. */
        @JsonProperty("user")
        USER,
        /** The back. */
        @JsonProperty("environment")
        ENVIRONMENT
    }
}
