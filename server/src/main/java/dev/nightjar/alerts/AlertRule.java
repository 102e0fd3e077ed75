package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be told, when and how.
 *
 * @param deviceIds of the cameras that it is about; absent is any
 * @param schedule when it holds; absent is always
 * @param channels by which the person is told besides the page
 * @param at for a summary: when it is told, by the clock of the account's time zone, such as {@code 19:00}
 * @param cooldownSeconds for that long around an event that was told, the rule tells nothing more of its camera
 * @param perHour how many alerts it tells within an hour; what is more goes into one message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRule(
        UUID id,
        boolean enabled,
        What what,
        @Nullable List<DeviceId> deviceIds,
        @Nullable RuleSchedule schedule,
        List<ChannelKind> channels,
        When when,
        @Nullable String at,
        int cooldownSeconds,
        int perHour) {

    private static final List<ChannelKind> ALL_CHANNELS = List.of(ChannelKind.values());
    private static final int COOLDOWN_SECONDS = 300;
    private static final int PER_HOUR = 12;

    /** When a person is told. */
    public enum When {
        /** As soon as something is known. */
        @JsonProperty("atOnce")
        AT_ONCE,
        /** Once a day, all in one message. */
        @JsonProperty("summary")
        SUMMARY
    }

    /** A rule as it begins: at once, always, by all channels. */
    static AlertRule about(UUID id, What what) {
        return new AlertRule(id, true, what, null, null, ALL_CHANNELS, When.AT_ONCE, null, COOLDOWN_SECONDS, PER_HOUR);
    }

    /** Whether it is about that camera. */
    boolean watches(DeviceId device) {
        return deviceIds == null || deviceIds.contains(device);
    }

    /** Whether it holds at that time. */
    boolean holds(Instant time, ZoneId zone) {
        return schedule == null || schedule.holds(time, zone);
    }

    /** Whether it tells as soon as something is known. */
    boolean isAtOnce() {
        return when == When.AT_ONCE;
    }

    Duration cooldown() {
        return Duration.ofSeconds(cooldownSeconds);
    }

    /** When its next summary after the time is told. Where the clock leaves that hour out, as much later. */
    Instant summaryAfter(Instant time, ZoneId zone) {
        LocalTime clock = LocalTime.parse(at == null ? RuleChange.SUMMARY_AT : at);
        ZonedDateTime today = time.atZone(zone).toLocalDate().atTime(clock).atZone(zone);
        ZonedDateTime next = today.toInstant().isAfter(time)
                ? today
                : today.toLocalDate().plusDays(1).atTime(clock).atZone(zone);
        return next.toInstant();
    }
}
