package dev.nightjar.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alerts.RuleSchedule.Day;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-01-14T20:59:59Z, false",
        "2026-01-14T21:00:00Z, true",
        "2026-01-15T05:59:59Z, true",
        "2026-01-15T06:00:00Z, false",
        "2026-07-14T20:00:00Z, true",
        "2026-07-14T19:59:59Z, false"
    })
    void goesOverMidnightByTheClockOfTheZone(Instant time, boolean holds) {
        assertThat(at("22:00", "07:00").holds(time, BERLIN)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        // Friday evening, the night after it, and the nights of other days
        "2026-01-16T22:00:00Z, true",
        "2026-01-17T03:00:00Z, true",
        "2026-01-17T22:00:00Z, false",
        "2026-01-16T03:00:00Z, false"
    })
    void aNightBelongsToTheDayOnWhichItBegins(Instant time, boolean holds) {
        assertThat(new RuleSchedule(List.of(Day.FRIDAY), "22:00", "07:00").holds(time, BERLIN))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        // the hour from 02:00 to 03:00 is left out on 29 March, and comes twice on 25 October
        "2026-03-29T00:59:59Z, false",
        "2026-03-29T01:00:00Z, true",
        "2026-03-29T01:59:59Z, true",
        "2026-03-29T02:00:00Z, false",
        "2026-10-25T00:30:00Z, true",
        "2026-10-25T01:30:00Z, true",
        "2026-10-25T03:00:00Z, false"
    })
    void holdsByTheClockOnTheWallWhenThatIsPutForwardOrBack(Instant time, boolean holds) {
        assertThat(at("02:00", "04:00").holds(time, BERLIN)).isEqualTo(holds);
    }

    @Test
    void daysWithoutTimesAreWholeDays() {
        RuleSchedule weekend = new RuleSchedule(List.of(Day.SATURDAY, Day.SUNDAY), null, null);

        assertThat(weekend.holds(Instant.parse("2026-01-17T00:00:00Z"), BERLIN)).isTrue();
        assertThat(weekend.holds(Instant.parse("2026-01-18T22:59:59Z"), BERLIN)).isTrue();
        assertThat(weekend.holds(Instant.parse("2026-01-18T23:00:00Z"), BERLIN)).isFalse();
    }

    @Test
    void fromATimeToTheSameTimeIsAWholeDay() {
        assertThat(at("07:00", "07:00").holds(Instant.parse("2026-01-18T12:00:00Z"), BERLIN))
                .isTrue();
        assertThat(at("07:00", "07:00").holds(Instant.parse("2026-01-18T02:00:00Z"), BERLIN))
                .isTrue();
    }

    @Test
    void aSummaryComesAtItsHourAlsoOnDaysWithoutThatHour() {
        AlertRule rule = summaryAt("02:30");

        assertThat(rule.summaryAfter(Instant.parse("2026-01-14T10:00:00Z"), BERLIN))
                .isEqualTo("2026-01-15T01:30:00Z");
        assertThat(rule.summaryAfter(Instant.parse("2026-03-28T23:00:00Z"), BERLIN))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(rule.summaryAfter(Instant.parse("2026-03-29T01:30:00Z"), BERLIN))
                .isEqualTo("2026-03-30T00:30:00Z");
        assertThat(summaryAt(null).summaryAfter(Instant.parse("2026-01-14T17:59:59Z"), BERLIN))
                .isEqualTo("2026-01-14T18:00:00Z");
    }

    private static RuleSchedule at(String from, String to) {
        return new RuleSchedule(null, from, to);
    }

    private static AlertRule summaryAt(@Nullable String at) {
        return new RuleChange(null, null, null, null, null, AlertRule.When.SUMMARY, at, null, null)
                .of(AlertRule.about(new UUID(0, 1), What.PERSON));
    }
}
