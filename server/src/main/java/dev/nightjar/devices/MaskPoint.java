package dev.nightjar.devices;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/**
 * A corner of an ignored area, in shares of the picture.
 *
 * @param x from the left
 * @param y from the top
 */
public record MaskPoint(
        @NotNull @DecimalMin("0") @DecimalMax("1") Double x,
        @NotNull @DecimalMin("0") @DecimalMax("1") Double y) {}
