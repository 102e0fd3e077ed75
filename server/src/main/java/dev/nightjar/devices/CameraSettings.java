package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How a camera watches.
 *
 * @param version grows by one with every change; ignored when settings are sent
 * @param preSeconds what a clip shows from before the trigger
 * @param postSeconds what a clip shows from after the trigger
 * @param cooldownSeconds how long after a trigger the next one may come
 */
public record CameraSettings(
        int version,
        @Min(5) @Max(20) int preSeconds,
        @Min(5) @Max(30) int postSeconds,
        @Min(10) @Max(60) int cooldownSeconds,
        @NotNull Sensitivity sensitivity) {

    /** How much must change before a camera triggers. */
    public enum Sensitivity {
        /** Only large changes. */
        @JsonProperty("low")
        LOW,
        /** What a person in the room changes. */
        @JsonProperty("normal")
        NORMAL,
        /** Small and distant changes too. */
        @JsonProperty("high")
        HIGH
    }

    /** The settings of a camera that was just paired. */
    public static final CameraSettings DEFAULT = new CameraSettings(1, 10, 8, 30, Sensitivity.NORMAL);
}
