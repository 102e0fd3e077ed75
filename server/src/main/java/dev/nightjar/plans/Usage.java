package dev.nightjar.plans;

import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account has used of its plan in the present month. A clip counts on the day on which it came, in tens of
 * seconds, rounded up.
 *
 * @param month such as {@code 2026-03}
 * @param timeZone in which its days and months turn; null while nobody said, then it is UTC
 * @param beginsAt the first moment of the month
 * @param endsAt the first moment of the next month, when the minutes begin again
 * @param today the day that it is for the account
 * @param usedSeconds analysed
 * @param heldSeconds held for clips that are being analysed
 * @param leftSeconds what is left; null when the plan has no limit
 * @param cameras those that used any, the most first
 * @param days those on which any were used, in their order
 * @param next the next larger plan, if there is one
 */
public record Usage(
        String month,
        @Nullable String timeZone,
        Instant beginsAt,
        Instant endsAt,
        LocalDate today,
        Plan plan,
        int usedSeconds,
        int heldSeconds,
        @Nullable Integer leftSeconds,
        List<CameraUsage> cameras,
        List<DayUsage> days,
        @Nullable Plan next) {

    /** What one camera used in the month; it may have been removed since. */
    public record CameraUsage(DeviceId deviceId, int seconds, int events) {}

    /** What all cameras used on one day. */
    public record DayUsage(LocalDate day, int seconds, int events) {}
}
