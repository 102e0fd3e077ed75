package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads entries as a list that is filtered. */
@Repository
class EntryList {

    private final JdbcClient jdbc;

    EntryList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that the filter lets pass, newest first, after the given place in that order. */
    List<EventId> newest(AccountId account, SearchFilter filter, Cursor before, int limit) {
        StatementSpec statement = jdbc.sql("""
                        select event from search_entries
                        where account = :account %s and (happened_at, event) < (:at, :event)
                        order by happened_at desc, event desc limit :limit
                        """.formatted(Candidates.passes(filter)))
                .param("account", account.value())
                .param("at", Timestamp.from(before.at()))
                .param("event", before.id())
                .param("limit", limit);
        for (Map.Entry<String, Object> value : Candidates.values(filter).entrySet()) {
            statement = statement.param(value.getKey(), value.getValue());
        }
        return statement
                .query((row, number) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }
}
