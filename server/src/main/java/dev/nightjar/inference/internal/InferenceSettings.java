package dev.nightjar.inference.internal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How clips are looked at.
 *
 * @param atOnce analyses that run side by side; each takes one core
 * @param framesPerSecond how densely a short clip is looked at
 * @param framesAtMost how many frames of a long clip
 * @param longestClip longer ones are refused
 * @param largestPicture pixels of a frame; larger ones are refused
 * @param wallLimit after this a reader that still runs is ended
 * @param processorLimit processor time of one reader
 * @param analysisLimit how long a worker may look at one clip; the broker's locks last five minutes
 * @param memoryLimit address space of one reader
 * @param vlm the vision-language model that puts clips into words
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.inference", ignoreUnknownFields = false)
record InferenceSettings(
        @Min(1) @Max(16) @DefaultValue("1") int atOnce,
        @Positive @DefaultValue("2") double framesPerSecond,
        @Min(1) @Max(200) @DefaultValue("24") int framesAtMost,
        @NotNull @DefaultValue("180s") Duration longestClip,
        @Positive @DefaultValue("9000000") int largestPicture,
        @NotNull @DefaultValue("60s") Duration wallLimit,
        @NotNull @DefaultValue("45s") Duration processorLimit,
        @NotNull @DefaultValue("2m") Duration analysisLimit,
        @NotNull @DefaultValue("1GB") DataSize memoryLimit,

        @NotNull @Valid @NestedConfigurationProperty @DefaultValue
        VlmSettings vlm) {

    /** How many clips are taken at once: those that wait for a model's answer take no core. */
    int clipsAtOnce() {
        return vlm.isOn() ? atOnce + vlm.atOnce() : atOnce;
    }
}
