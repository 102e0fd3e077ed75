package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts what happened, for the drawings of days. */
@Service
public class TimelineHours {

    private static final Duration LONGEST = Duration.ofDays(35);
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MINUTES = 30;

    /** As the statistics of the table have it, by which the planner knows that these are few. */
    private static final String HALF_HOUR = "date_bin('30 minutes', happened_at, timestamptz '1970-01-01 00:00Z')";

    private final JdbcClient jdbc;
    private final Looks looks;

    TimelineHours(JdbcClient jdbc, Looks looks) {
        this.jdbc = jdbc;
        this.looks = looks;
    }

    /**
     * The events that pass the filter between two times, 35 days apart at most; what was dismissed counts as nothing.
     * Throws {@link Problem#INVALID}.
     *
     * @param from the first moment
     * @param to the moment after the last
     */
    public HourList between(Caller.Person caller, Instant from, Instant to, EventFilter filter) {
        check(from, to);
        TimelineQuery all = new TimelineQuery(caller, filter.onlyNew(false), null);
        TimelineQuery news = new TimelineQuery(caller, filter.onlyNew(true), looks.lookedAt(caller));
        return new HourList(
                MINUTES,
                jdbc.sql(statement(all, news))
                        .params(news.values())
                        .param("from", Timestamp.from(from))
                        .param("to", Timestamp.from(to))
                        .query((row, number) -> new HourList.Hour(
                                row.getTimestamp("at").toInstant(), row.getInt("events"), row.getInt("new_events")))
                        .list());
    }

    /** All are counted by an index alone; what is new is mostly little. Added up, as a join could be planned badly. */
    private static String statement(TimelineQuery all, TimelineQuery news) {
        String range = "happened_at >= :from and happened_at < :to";
        // what was dismissed has no labels
        String kept = all.filter().labels().isEmpty() ? " and state <> 'dismissed'" : "";
        return """
                select at, sum(events) as events, sum(new_events) as new_events
                from (%s group by 1 union all %s group by 1) as counted group by at order by at
                """.formatted(
                        all.events(HALF_HOUR + " as at, count(*) as events, 0 as new_events", range + kept, ""),
                        news.events(HALF_HOUR + " as at, 0 as events, count(*) as new_events", range, ""));
    }

    private static void check(Instant from, Instant to) {
        if (from.isBefore(Instant.EPOCH) || to.isAfter(LAST) || !from.isBefore(to)) {
            throw Problem.INVALID.because("to must be after from.").withField("to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.INVALID
                    .because("Ask for %d days at most.", LONGEST.toDays())
                    .withField("to");
        }
    }
}
