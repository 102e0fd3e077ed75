package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which events each person has looked at. That is the person's own matter: no change of the event, and announced to
 * nobody.
 */
@Service
public class ReviewedEvents {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewedEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The person has looked at the event; harmless when repeated. Throws {@link Problem#NOT_FOUND}. */
    @Transactional
    public void add(Caller.Person caller, EventId event) {
        check(caller, event);
        jdbc.sql("""
                        insert into event_reviews (account, event, person, reviewed_at)
                        values (:account, :event, :person, :now) on conflict do nothing
                        """)
                .param("account", caller.account().value())
                .param("event", event.value())
                .param("person", caller.person().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes that back, if it was so. Throws {@link Problem#NOT_FOUND}. */
    @Transactional
    public void remove(Caller.Person caller, EventId event) {
        check(caller, event);
        jdbc.sql("delete from event_reviews where account = :account and event = :event and person = :person")
                .param("account", caller.account().value())
                .param("event", event.value())
                .param("person", caller.person().value())
                .update();
    }

    /** Forgets what a person looked at who no longer belongs to the account. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void membershipEnded(MembershipEnded ended) {
        jdbc.sql("delete from event_reviews where account = :account and person = :person")
                .param("account", ended.account().value())
                .param("person", ended.person().value())
                .update();
    }

    /** That there is the event, which nobody deletes until the transaction ends. */
    private void check(Caller.Person caller, EventId event) {
        boolean there = jdbc.sql("select id from events where account = :account and id = :id for key share")
                .param("account", caller.account().value())
                .param("id", event.value())
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!there) {
            throw Events.notFound();
        }
    }
}
