package dev.nightjar.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Dead letters as rows. */
@Repository
class DeadLetterRows {

    private final JdbcClient jdbc;

    DeadLetterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DeadLetter letter) {
        jdbc.sql("""
                        insert into dead_letters (id, kind, instance, payload, account, cause, died_at)
                        values (:id, :kind, :instance, cast(:payload as jsonb),
                            case when cast(:payload as jsonb) ->> 'account' ~ '^[0-9a-f-]{36}$'
                                then cast(cast(:payload as jsonb) ->> 'account' as uuid) end,
                            :cause, :diedAt)
                        on conflict (id) do nothing
                        """)
                .param("id", letter.id())
                .param("kind", letter.kind())
                .param("instance", letter.instance())
                .param("payload", letter.payload())
                .param("cause", letter.cause())
                .param("diedAt", Timestamp.from(letter.diedAt()))
                .update();
    }

    List<DeadLetter> newest(@Nullable Instant before, int limit) {
        return jdbc.sql("""
                        select * from dead_letters where cast(:before as timestamptz) is null or died_at < :before
                        order by died_at desc, id desc limit :limit
                        """)
                .param("before", before == null ? null : Timestamp.from(before))
                .param("limit", limit)
                .query((row, number) -> letter(row))
                .list();
    }

    /** Holds the row until the transaction ends, so that of two replays at once the second sees the first. */
    Optional<DeadLetter> lock(UUID id) {
        return jdbc.sql("select * from dead_letters where id = ? for update")
                .param(id)
                .query((row, number) -> letter(row))
                .optional();
    }

    Optional<DeadLetter> find(UUID id) {
        return jdbc.sql("select * from dead_letters where id = ?")
                .param(id)
                .query((row, number) -> letter(row))
                .optional();
    }

    void replayed(UUID id, Instant now) {
        jdbc.sql("update dead_letters set replayed_at = ? where id = ?")
                .params(Timestamp.from(now), id)
                .update();
    }

    /** Deletes what is older, and beyond the number the oldest. */
    int prune(Instant diedBefore, int kept) {
        return jdbc.sql("""
                        delete from dead_letters where died_at < :before
                           or id in (select id from dead_letters order by died_at desc, id desc offset :kept)
                        """)
                .param("before", Timestamp.from(diedBefore))
                .param("kept", kept)
                .update();
    }

    int deleteOf(UUID account) {
        return jdbc.sql("delete from dead_letters where account = ?")
                .param(account)
                .update();
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        Timestamp replayed = row.getTimestamp("replayed_at");
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("instance"),
                row.getString("payload"),
                row.getString("cause"),
                row.getTimestamp("died_at").toInstant(),
                replayed == null ? null : replayed.toInstant());
    }
}
