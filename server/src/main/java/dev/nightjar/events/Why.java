package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an event fired: what the camera measured around the trigger, and what it compared that with.
 *
 * @param settings those in force at the trigger, as far as they decide
 * @param motionThreshold the share of the watched picture that had to change
 * @param soundThresholdDb how far above the usual a sound had to be, in decibels
 * @param ignoredShare the share of the change that lay in ignored areas at the trigger
 * @param curve what was measured, in the order of time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Why(
        @NotNull @Valid WhySettings settings,
        @Nullable @PositiveOrZero @DecimalMax("1") Double motionThreshold,
        @Nullable @DecimalMin("-1000") @DecimalMax("1000") Double soundThresholdDb,
        @Nullable @PositiveOrZero @DecimalMax("1") Double ignoredShare,
        @NotNull @Size(max = 240) List<@NotNull @Valid WhyPoint> curve) {}
