package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What housekeeping asks of the table {@code events} when it compares rows with files. */
@Repository
class UpkeepRows {

    /** By which an event is found. */
    record Key(AccountId account, EventId event) {}

    private final JdbcClient jdbc;
    private final EventRowMapper mapper;

    UpkeepRows(JdbcClient jdbc, EventRowMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** Those of the events that there are. */
    List<StoredEvent> find(Collection<Key> keys) {
        return jdbc.sql("""
                        select events.* from events
                        join unnest(cast(:accounts as uuid[]), cast(:events as uuid[])) as wanted (account, id)
                            on events.account = wanted.account and events.id = wanted.id
                        """)
                .param(
                        "accounts",
                        keys.stream().map(key -> key.account().value()).toArray(UUID[]::new))
                .param("events", keys.stream().map(key -> key.event().value()).toArray(UUID[]::new))
                .query(mapper)
                .list();
    }

    /** Events whose clip should be there, in the order of accounts and ids, after the given one. */
    List<StoredEvent> withClipAfter(Key after, int limit) {
        return jdbc.sql("""
                        select * from events
                        where (account, id) > (:account, :id) and clip is not null
                          and state in ('processing', 'done', 'failed')
                        order by account, id limit :limit
                        """)
                .param("account", after.account().value())
                .param("id", after.event().value())
                .param("limit", limit)
                .query(mapper)
                .list();
    }

    /**
     * Notes that the clip of an event is lost; one that was to be looked at failed for it. Whether this call was the one
     * that did.
     */
    boolean clipLost(AccountId account, EventId event, String code, String text, Instant now) {
        return jdbc.sql("""
                                update events set clip = null, change = change + 1,
                                    state = case state when 'processing' then 'failed' else state end,
                                    moved_at = case state when 'processing' then :now else moved_at end,
                                    done_at = coalesce(done_at, :now),
                                    analysis_attempt = case state when 'done' then analysis_attempt end,
                                    analysis = case state when 'done' then analysis else 'failed' end,
                                    analysis_code = case state when 'done' then analysis_code else :code end,
                                    analysis_text = case state when 'done' then analysis_text else :text end
                                where account = :account and id = :id and clip is not null
                                  and state in ('processing', 'done', 'failed')
                                """)
                        .param("account", account.value())
                        .param("id", event.value())
                        .param("code", code)
                        .param("text", text)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }
}
