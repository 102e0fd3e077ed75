package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes the tables {@code search_entries} and {@code search_words}. */
@Repository
class SearchRows {

    private final JdbcClient jdbc;

    SearchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what is searched of an event, unless the event is gone or something newer is known of it. */
    @Transactional
    public void write(SearchEntry entry) {
        int written = jdbc.sql("""
                        insert into search_entries (account, event, change, device, session, happened_at, moved, heard,
                            concern, labels, words, meaning, written_at)
                        select account, id, :change, :device, :session, :at, :moved, :heard, :concern, :labels,
                            setweight(to_tsvector('english', :title) || to_tsvector('simple', :title), 'A')
                                || setweight(to_tsvector('english', :summary) || to_tsvector('simple', :summary), 'B')
                                || setweight(to_tsvector('english', :details) || to_tsvector('simple', :details), 'C'),
                            :meaning, clock_timestamp()
                        from (select account, id from events where account = :account and id = :event for key share) e
                        on conflict (account, event) do update set change = excluded.change,
                            device = excluded.device, session = excluded.session, happened_at = excluded.happened_at,
                            moved = excluded.moved, heard = excluded.heard, concern = excluded.concern,
                            labels = excluded.labels, words = excluded.words,
                            meaning = excluded.meaning, written_at = excluded.written_at
                        where search_entries.change <= excluded.change
                        """)
                .param("account", entry.account().value())
                .param("event", entry.event().value())
                .param("change", entry.change())
                .param("device", entry.device().value())
                .param("session", entry.session().value())
                .param("at", Timestamp.from(entry.at()))
                .param("moved", entry.moved())
                .param("heard", entry.heard())
                .param("concern", entry.concern())
                .param("labels", entry.labels().toArray(String[]::new))
                .param("title", entry.text().title())
                .param("summary", entry.text().summary())
                .param("details", entry.text().details())
                .param("meaning", entry.meaning())
                .update();
        if (written == 1) {
            keepWords(entry);
        }
    }

    /** In the order of words, so that two who write the same ones do not wait for each other in a circle. */
    private void keepWords(SearchEntry entry) {
        jdbc.sql("""
                        insert into search_words (account, word, stem)
                        select :account, word, (ts_lexize('english_stem', word))[1]
                        from unnest(tsvector_to_array(to_tsvector('simple', :text))) as word
                        where word ~ '^[[:alpha:]]{3,40}$' and ts_lexize('english_stem', word) <> '{}'
                        order by word
                        on conflict do nothing
                        """)
                .param("account", entry.account().value())
                .param("text", entry.text().all())
                .update();
    }

    /** Of these events, those that have an entry. */
    List<EventId> present(AccountId account, List<EventId> events) {
        return jdbc.sql("select event from search_entries where account = :account and event = any(:events)")
                .param("account", account.value())
                .param("events", events.stream().map(EventId::value).toArray(UUID[]::new))
                .query((row, number) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }

    /** The number of the account's entry that was added last. */
    long lastAdded(AccountId account) {
        return jdbc.sql("select coalesce(max(added), 0) from search_entries where account = :account")
                .param("account", account.value())
                .query(Long.class)
                .single();
    }
}
