package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Notes in the trace of an event when people were told of it. That is no change of the event, and announced to nobody. */
@Service
public class ToldEvents {

    private final JdbcClient jdbc;

    ToldEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An alert arrived; only the first of its kind counts.
     *
     * @param enriched whether it says what the clip shows, or that there is none
     */
    public void told(AccountId account, EventId event, Instant at, boolean enriched) {
        jdbc.sql("""
                        update events set first_alert_at = coalesce(first_alert_at, :at),
                            enriched_alert_at = coalesce(enriched_alert_at, case when :enriched then cast(:at as timestamptz) end)
                        where account = :account and id = :id
                          and (first_alert_at is null or :enriched and enriched_alert_at is null)
                        """)
                .param("account", account.value())
                .param("id", event.value())
                .param("at", Timestamp.from(at))
                .param("enriched", enriched)
                .update();
    }
}
