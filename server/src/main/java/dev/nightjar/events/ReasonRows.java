package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code event_reasons}; its rows go with their events. */
@Repository
class ReasonRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReasonRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores why the event fired; what is said later, with the whole clip, counts. */
    void put(AccountId account, EventId event, Why why) {
        jdbc.sql("""
                        insert into event_reasons (account, event, why) values (:account, :event, cast(:why as jsonb))
                        on conflict (account, event) do update set why = excluded.why
                        """)
                .param("account", account.value())
                .param("event", event.value())
                .param("why", json.writeValueAsString(why))
                .update();
    }

    Optional<Why> find(AccountId account, EventId event) {
        return jdbc.sql("select why from event_reasons where account = :account and event = :event")
                .param("account", account.value())
                .param("event", event.value())
                .query((row, number) -> json.readValue(row.getString("why"), Why.class))
                .optional();
    }
}
