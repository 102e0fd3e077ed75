package dev.nightjar.plans;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A calendar month of an account, in its time zone: what its credits last for.
 *
 * @param day the day that it is there
 */
record CreditMonth(LocalDate day, ZoneId zone) {

    static CreditMonth at(Instant time, ZoneId zone) {
        return new CreditMonth(LocalDate.ofInstant(time, zone), zone);
    }

    LocalDate firstDay() {
        return day.withDayOfMonth(1);
    }

    LocalDate firstDayOfNext() {
        return firstDay().plusMonths(1);
    }

    /** The first moment of the month, also where clocks skip midnight. */
    Instant beginsAt() {
        return firstDay().atStartOfDay(zone).toInstant();
    }

    /** The first moment of the next month. */
    Instant endsAt() {
        return firstDayOfNext().atStartOfDay(zone).toInstant();
    }
}
