package dev.nightjar.identity;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often something guessable is tried, such as a password or a pairing code. The count is kept in the
 * database: it holds across nodes and restarts, and survives the caller's rollback.
 */
@Service
public class Tries {

    private final JdbcClient jdbc;
    private final Clock clock;

    Tries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes one try, before the guess is looked at.
     *
     * @param what kind of guess, such as {@code password}
     * @param who whose guesses are counted together, such as a network address; kept as a hash only
     * @param most how many fit into the window
     * @param window counted from the first try
     * @return how many tries are left
     * @throws ProblemException {@code TOO_MANY_TRIES} with the time at which the window ends
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int take(String what, String who, int most, Duration window) {
        Instant now = clock.instant();
        Count count = jdbc.sql("""
                insert into tries as t (key, count, ends_at) values (:key, 1, :end)
                on conflict (key) do update set
                    count = case when t.ends_at <= :now then 1 else t.count + 1 end,
                    ends_at = case when t.ends_at <= :now then :end else t.ends_at end
                returning count, ends_at
                """)
                .param("key", key(what, who))
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(now.plus(window)))
                .query((row, index) -> new Count(
                        row.getInt("count"), row.getTimestamp("ends_at").toInstant()))
                .single();
        if (count.tries() > most) {
            throw tooMany(Duration.between(now, count.endsAt()), count.endsAt());
        }
        return most - count.tries();
    }

    /**
     * Refuses when no try is left, and takes none: so that a guess which goes no further leaves nothing behind.
     *
     * @throws ProblemException as {@link #take} does
     */
    public void check(String what, String who, int most) {
        Instant now = clock.instant();
        jdbc.sql("select ends_at from tries where key = ? and ends_at > ? and count >= ?")
                .params(key(what, who), Timestamp.from(now), most)
                .query((row, index) -> row.getTimestamp("ends_at").toInstant())
                .optional()
                .ifPresent(end -> {
                    throw tooMany(Duration.between(now, end), end);
                });
    }

    /** Forgets the count, as after the right password. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void forget(String what, String who) {
        jdbc.sql("delete from tries where key = ?").param(key(what, who)).update();
    }

    /** Deletes counts whose window has ended; how many. */
    int dropEnded(int most) {
        return jdbc.sql("delete from tries where key in (select key from tries where ends_at <= ? limit ?)")
                .params(Timestamp.from(clock.instant()), most)
                .update();
    }

    private static byte[] key(String what, String who) {
        return Secrets.hash(what + "\n" + who);
    }

    private static ProblemException tooMany(Duration wait, Instant endsAt) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        return Problem.TOO_MANY_TRIES
                .because("Too many tries. Wait %d %s.", minutes, minutes == 1 ? "minute" : "minutes")
                .withEnd(endsAt, wait);
    }

    private record Count(int tries, Instant endsAt) {}
}
