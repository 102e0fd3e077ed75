package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How a camera watches.
 *
 * @param version grows by one with every change; ignored when settings are sent
 * @param preSeconds what a clip shows from before the trigger
 * @param postSeconds what a clip shows from after the trigger
 * @param cooldownSeconds how long after a trigger the next one may come
 * @param extension whether an event that goes on makes its clip longer, up to the plan's longest
 * @param mask the ignored areas, for motion only
 * @param instructions what its owner wants to be told, such as “tell me if the dog is on the sofa”
 * @param previews which events become clips; settings that say nothing of it are those of before, when triggers did
 */
public record CameraSettings(
        int version,
        @Min(5) @Max(20) int preSeconds,
        @Min(5) @Max(30) int postSeconds,
        @Min(10) @Max(60) int cooldownSeconds,
        @NotNull Sensitivity sensitivity,
        @NotNull Boolean extension,
        @NotNull @Valid MotionTuning motion,
        @NotNull @Valid SoundTuning sound,
        @NotNull @Size(max = 16) List<@NotNull @Valid IgnoredArea> mask,
        @NotNull @Valid CaptureSettings camera,

        @NotNull @Size(max = MOST_INSTRUCTIONS)
        List<@NotNull @Size(max = LONGEST_INSTRUCTION) @Pattern(regexp = ONE_LINE) String> instructions,

        @NotNull PreviewPolicy previews) {

    public CameraSettings {
        previews = previews == null ? PreviewPolicy.TRIGGERS : previews;
    }

    /** How many instructions a camera, or a session, may have. */
    public static final int MOST_INSTRUCTIONS = 8;

    /** How many characters an instruction may have. */
    public static final int LONGEST_INSTRUCTION = 200;

    /** One line in which something stands. */
    public static final String ONE_LINE = "[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*";

    /** What becomes a clip, once the frames of its preview were looked at. */
    public enum PreviewPolicy {
        /** Every trigger; a doubt when something relevant is seen. */
        @JsonProperty("triggers")
        TRIGGERS,
        /** Triggers and doubts when something relevant is seen. */
        @JsonProperty("relevant")
        RELEVANT,
        /** Every trigger and every doubt. */
        @JsonProperty("everything")
        EVERYTHING
    }

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
    public static final CameraSettings DEFAULT = new CameraSettings(
            1,
            10,
            8,
            30,
            Sensitivity.NORMAL,
            true,
            new MotionTuning(null, null, null, null),
            new SoundTuning(false, -65.0, null),
            List.of(),
            new CaptureSettings(CaptureSettings.Facing.ENVIRONMENT, 720, 24, true),
            List.of(),
            PreviewPolicy.TRIGGERS);

    /** The same settings under another version. */
    CameraSettings withVersion(int number) {
        return new CameraSettings(
                number,
                preSeconds,
                postSeconds,
                cooldownSeconds,
                sensitivity,
                extension,
                motion,
                sound,
                mask,
                camera,
                instructions,
                previews);
    }
}
