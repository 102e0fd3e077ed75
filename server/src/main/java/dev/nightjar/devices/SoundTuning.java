package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera listens, and what is loud enough.
 *
 * @param leastDb what is quieter never triggers, in decibels relative to full scale
 * @param riseDb how far above the usual a sound must be; absent goes by the sensitivity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoundTuning(
        @NotNull Boolean on,
        @NotNull @DecimalMin("-90") @DecimalMax("-10") Double leastDb,
        @Nullable @DecimalMin("3") @DecimalMax("30") Double riseDb) {}
