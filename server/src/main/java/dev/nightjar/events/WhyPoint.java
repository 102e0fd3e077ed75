package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * What a camera measured at one moment.
 *
 * @param atSeconds from the clip's start; before it, when negative
 * @param share of the watched picture that changed
 * @param riseDb how far above the usual the sound was, in decibels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhyPoint(
        @NotNull @DecimalMin("-3600") @DecimalMax("3600") Double atSeconds,
        @Nullable @PositiveOrZero @DecimalMax("1") Double share,
        @Nullable @DecimalMin("-1000") @DecimalMax("1000") Double riseDb) {}
