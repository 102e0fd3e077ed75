package dev.nightjar.events;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * A clip as its camera describes it.
 *
 * @param preSeconds how much of it lies before the trigger
 * @param postSeconds how much of it lies after the trigger
 * @param contentType {@code video/mp4} or {@code video/webm}
 * @param sha256 of the bytes, hexadecimal
 */
public record ClipDescription(
        @Positive @DecimalMax("3600") double durationSeconds,
        @PositiveOrZero @DecimalMax("3600") double preSeconds,
        @PositiveOrZero @DecimalMax("3600") double postSeconds,
        @Positive long bytes,
        @NotNull @Pattern(regexp = "video/(mp4|webm)") String contentType,
        @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256) {}
