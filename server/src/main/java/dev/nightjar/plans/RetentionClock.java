package dev.nightjar.plans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The time by which things are deleted because they are old; none while the server's clock is not believed. */
@Service
public class RetentionClock {

    private static final Logger log = LoggerFactory.getLogger(RetentionClock.class);

    /** A database on another machine says when this machine's clock is wrong. */
    private static final Duration FURTHEST_APART = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Plans plans;
    private final Clock clock;

    RetentionClock(JdbcClient jdbc, Plans plans, Clock clock) {
        this.jdbc = jdbc;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * The time, if it is believed. Empty when the clock differs from the database's, and for three days of running after
     * it jumped forward by more than four days: then nothing is deleted for its age.
     */
    @Transactional
    public Optional<Instant> now() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant other = jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        if (Duration.between(other, now).abs().compareTo(FURTHEST_APART) > 0) {
            log.atError()
                    .addKeyValue("clock", now)
                    .addKeyValue("database", other)
                    .log("Nothing is deleted for its age: the clocks of this machine and of the database differ");
            return Optional.empty();
        }
        return at(now);
    }

    /** The longest time for which any plan keeps events. */
    public Duration longest() {
        return plans.offered().stream()
                .map(plan -> Duration.ofDays(plan.limits().retentionDays()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As {@link #now}, at the time that the clock says. */
    Optional<Instant> at(Instant now) {
        ClockTrust trust = find().map(known -> known.at(now)).orElseGet(() -> ClockTrust.first(now));
        store(trust);
        if (trust.held()) {
            log.atError()
                    .addKeyValue("clock", now)
                    .addKeyValue("believedUntil", trust.trusted())
                    .log("Nothing is deleted for its age: the clock jumped, or the program stood still for days");
            return Optional.empty();
        }
        return Optional.of(now);
    }

    private Optional<ClockTrust> find() {
        return jdbc.sql("select * from retention_clock for update")
                .query(RetentionClock::trust)
                .optional();
    }

    private void store(ClockTrust trust) {
        Duration steady = trust.steady();
        jdbc.sql("""
                        insert into retention_clock (trusted_at, seen_at, steady_seconds)
                        values (:trusted, :seen, :steady)
                        on conflict (only_one) do update set trusted_at = excluded.trusted_at,
                            seen_at = excluded.seen_at, steady_seconds = excluded.steady_seconds
                        """)
                .param("trusted", Timestamp.from(trust.trusted()))
                .param("seen", Timestamp.from(trust.seen()))
                .param("steady", steady == null ? null : steady.toSeconds())
                .update();
    }

    private static ClockTrust trust(ResultSet row, int number) throws SQLException {
        Long steady = row.getObject("steady_seconds", Long.class);
        return new ClockTrust(
                row.getTimestamp("trusted_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                steady == null ? null : Duration.ofSeconds(steady));
    }
}
