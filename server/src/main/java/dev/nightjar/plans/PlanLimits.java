package dev.nightjar.plans;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/**
 * What a plan allows, as it is configured. A limit that is absent does not exist.
 *
 * @param monthlySeconds how much is analysed in a calendar month, counted in credits of ten seconds
 * @param longestClipSeconds the longest clip that is taken
 * @param uploadsPerHour how many clips may be announced within any 60 minutes
 * @param previewsPerHour how many events may be shown by preview frames within any 60 minutes, and how many others may
 *     be announced without a clip
 * @param retentionDays how long events are kept
 * @param cameras how many phones may be paired at a time
 * @param members how many people an account may have
 */
public record PlanLimits(
        @Nullable @Min(10) @Max(1_000_000_000) Integer monthlySeconds,
        @Positive int longestClipSeconds,
        @Nullable @Positive Integer uploadsPerHour,
        @Nullable @Positive Integer previewsPerHour,
        @Positive int retentionDays,
        @Positive int cameras,
        @Positive int members) {}
