package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.problem.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When each person last looked through the timeline. */
@Service
public class Looks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Looks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far the person has looked. */
    @Transactional(readOnly = true)
    public Look get(Caller.Person caller) {
        Instant lookedAt = lookedAt(caller);
        return new Look(lookedAt, newEvents(new TimelineQuery(caller, EventFilter.ALL.onlyNew(true), lookedAt)));
    }

    /**
     * The person has looked at all until then, or until now where that is earlier. Says how far the person has looked.
     * Throws {@link Problem#INVALID} without a time that is needed.
     *
     * @param back whether this undoes a look, and so may go back; otherwise what was looked at stays so
     * @param at null, with {@code back}, when the person had never looked
     */
    @Transactional
    public Look look(Caller.Person caller, @Nullable Instant at, boolean back) {
        if (at != null) {
            write(caller, at, back);
        } else if (back) {
            forget(caller);
        } else {
            throw Problem.INVALID.because("Say until when you have looked.").withField("at");
        }
        return get(caller);
    }

    /** Forgets the look of a person who no longer belongs to the account. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void membershipEnded(MembershipEnded ended) {
        jdbc.sql("delete from timeline_looks where account = :account and person = :person")
                .param("account", ended.account().value())
                .param("person", ended.person().value())
                .update();
    }

    private void write(Caller.Person caller, Instant at, boolean back) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        jdbc.sql("""
                        insert into timeline_looks (account, person, looked_at) values (:account, :person, :at)
                        on conflict (account, person) do update set looked_at =
                            case when :back then excluded.looked_at
                                else greatest(timeline_looks.looked_at, excluded.looked_at) end
                        """)
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .param("at", Timestamp.from(at.isAfter(now) ? now : at))
                .param("back", back)
                .update();
    }

    private void forget(Caller.Person caller) {
        jdbc.sql("delete from timeline_looks where account = :account and person = :person")
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .update();
    }

    /** Until when the person has looked; null for never. */
    @Nullable
    Instant lookedAt(Caller.Person caller) {
        return jdbc.sql("select looked_at from timeline_looks where account = :account and person = :person")
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .query((row, number) -> row.getTimestamp("looked_at").toInstant())
                .optional()
                .orElse(null);
    }

    private int newEvents(TimelineQuery query) {
        return jdbc.sql(query.events("count(*)", "true", ""))
                .params(query.values())
                .query(Integer.class)
                .single();
    }
}
