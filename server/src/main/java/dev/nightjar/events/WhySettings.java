package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.devices.CameraSettings.Sensitivity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The settings that decided.
 *
 * @param version of the camera's settings
 * @param sound what was loud enough; null when the camera did not listen
 * @param ignoredAreas how many there were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhySettings(
        int version,
        @NotNull Sensitivity sensitivity,
        @NotNull Boolean extension,
        @Nullable @Valid WhySound sound,
        @PositiveOrZero @Max(16) int ignoredAreas) {

    /**
     * What was loud enough.
     *
     * @param leastDb what is quieter never triggers, in decibels relative to full scale
     * @param riseDb how far above the usual, where that was set by hand
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WhySound(
            @NotNull @DecimalMin("-1000") @DecimalMax("1000")
            Double leastDb,

            @Nullable @DecimalMin("-1000") @DecimalMax("1000")
            Double riseDb) {}
}
