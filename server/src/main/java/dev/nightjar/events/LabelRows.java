package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code event_labels}, by which the timeline is filtered. */
@Repository
class LabelRows {

    private final JdbcClient jdbc;

    LabelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets the event, if it is there, have these labels and no others. */
    void put(AccountId account, EventId event, Collection<String> labels) {
        String[] names = labels.stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
        jdbc.sql("""
                        with gone as (
                            delete from event_labels
                            where account = :account and event = :event and label <> all(:labels))
                        insert into event_labels (account, event, label, device, session, happened_at)
                        select account, id, label, device, session, happened_at
                        from events, unnest(:labels) as label where account = :account and id = :event
                        on conflict do nothing
                        """)
                .param("account", account.value())
                .param("event", event.value())
                .param("labels", names)
                .update();
    }
}
