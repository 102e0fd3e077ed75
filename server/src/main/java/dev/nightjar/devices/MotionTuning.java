package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much movement is enough, for those who set it by hand. What is absent goes by the sensitivity.
 *
 * @param leastShare the share of the watched picture that must change
 * @param noiseFactor how far beyond its own noise a pixel must change to count
 * @param checks how many checks in a row must find movement
 * @param minimumSeconds how long it must move
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MotionTuning(
        @Nullable @DecimalMin("0.0005") @DecimalMax("0.2") Double leastShare,
        @Nullable @DecimalMin("3") @DecimalMax("10") Double noiseFactor,
        @Nullable @Min(1) @Max(10) Integer checks,
        @Nullable @DecimalMin("0") @DecimalMax("3") Double minimumSeconds) {}
