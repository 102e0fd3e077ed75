package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what events mean, as it is kept in {@code search_entries}. */
@Repository
class MeaningRows {

    private static final SearchText UNREAD = new SearchText("", "", "");
    private static final String COLUMNS = """
            select account, event, added, change, device, session, happened_at, moved, heard, concern, labels, meaning,
                written_at
            from search_entries where account = :account
            """;

    private final JdbcClient jdbc;

    MeaningRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry as it is kept in memory.
     *
     * @param meaning null when it has none
     */
    record Kept(UUID event, Traits traits, byte @Nullable [] meaning, Instant writtenAt, Instant at) {}

    /** The database's time, by which entries were written. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Entries with a meaning, newest first; those after the given one. */
    List<Kept> before(AccountId account, @Nullable Kept last, int limit) {
        String after = last == null ? "" : " and (happened_at, event) < (:at, :event)";
        return jdbc.sql(COLUMNS + " and meaning is not null" + after
                        + " order by happened_at desc, event desc limit :limit")
                .param("account", account.value())
                .param("at", last == null ? null : Timestamp.from(last.at()))
                .param("event", last == null ? null : last.event())
                .param("limit", limit)
                .query((row, number) -> kept(row))
                .list();
    }

    /** Entries that were written lately, in that order; shortly before the given time as well: some commit late. */
    List<Kept> writtenSince(AccountId account, Instant time, Duration overlap, int limit) {
        return jdbc.sql(COLUMNS + " and written_at > :since order by written_at limit :limit")
                .param("account", account.value())
                .param("since", Timestamp.from(time.minus(overlap)))
                .param("limit", limit)
                .query((row, number) -> kept(row))
                .list();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp("happened_at").toInstant();
        SearchEntry entry = new SearchEntry(
                new AccountId(row.getObject("account", UUID.class)),
                new EventId(row.getObject("event", UUID.class)),
                row.getLong("change"),
                new DeviceId(row.getObject("device", UUID.class)),
                new SessionId(row.getObject("session", UUID.class)),
                at,
                row.getBoolean("moved"),
                row.getBoolean("heard"),
                row.getInt("concern"),
                labels(row.getArray("labels")),
                UNREAD,
                row.getBytes("meaning"));
        return new Kept(
                entry.event().value(),
                Traits.of(entry, row.getLong("added")),
                entry.meaning(),
                row.getTimestamp("written_at").toInstant(),
                at);
    }

    private static List<String> labels(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
