package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a rule holds, by the clock of the account's time zone.
 *
 * @param days on which it begins; absent is every day
 * @param from such as {@code 22:00}, together with {@code to}; absent is the whole day
 * @param to not included; at or before {@code from} it is on the next day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSchedule(
        @Nullable @Size(max = 7) List<@NotNull Day> days,
        @Nullable @Pattern(regexp = TIME) String from,
        @Nullable @Pattern(regexp = TIME) String to) {

    /** Hours and minutes, such as {@code 07:00}. */
    static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** A day of the week. */
    public enum Day {
        @JsonProperty("mon")
        MONDAY,
        @JsonProperty("tue")
        TUESDAY,
        @JsonProperty("wed")
        WEDNESDAY,
        @JsonProperty("thu")
        THURSDAY,
        @JsonProperty("fri")
        FRIDAY,
        @JsonProperty("sat")
        SATURDAY,
        @JsonProperty("sun")
        SUNDAY;

        private static Day of(DayOfWeek day) {
            return valueOf(day.name());
        }
    }

    /** Whether it says nothing: then it is always. */
    boolean isAlways() {
        return (days == null || days.isEmpty()) && from == null && to == null;
    }

    /** Whether one of its two times is missing. */
    boolean isHalf() {
        return (from == null) != (to == null);
    }

    /** Whether the time is in it. What begins on a day lasts into the next where it goes over midnight. */
    boolean holds(Instant time, ZoneId zone) {
        ZonedDateTime local = time.atZone(zone);
        LocalDate day = local.toLocalDate();
        if (from == null || to == null) {
            return isOn(day);
        }
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        LocalTime clock = local.toLocalTime();
        if (begin.isBefore(end)) {
            return isOn(day) && !clock.isBefore(begin) && clock.isBefore(end);
        }
        return !clock.isBefore(begin) && isOn(day) || clock.isBefore(end) && isOn(day.minusDays(1));
    }

    private boolean isOn(LocalDate day) {
        return days == null || days.isEmpty() || days.contains(Day.of(day.getDayOfWeek()));
    }
}
