package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code hourly_uses}: what was used in the last hour, kept only for accounts whose plan limits it. */
@Repository
class HourlyRows {

    /** What is limited by the hour. The names stand in the database. */
    enum Kind {
        UPLOAD,
        PREVIEW,
        ANNOUNCEMENT
    }

    /**
     * What is used of the hour.
     *
     * @param counted whether the event in question is among them
     * @param oldest when the first of them was counted; null when there is none
     */
    record Used(int number, boolean counted, @Nullable Instant oldest) {}

    private final JdbcClient jdbc;

    HourlyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes others who count for the same account wait until this transaction ends. */
    void lock(AccountId account, Kind kind) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:kind || ' ' || :account, 0))")
                .param("kind", kind.name())
                .param("account", account.toString())
                .query((row, number) -> true)
                .single();
    }

    void forgetBefore(AccountId account, Kind kind, Instant time) {
        jdbc.sql("delete from hourly_uses where account = :account and kind = :kind and counted_at <= :time")
                .param("account", account.value())
                .param("kind", kind.name())
                .param("time", Timestamp.from(time))
                .update();
    }

    Used used(AccountId account, Kind kind, EventId event) {
        return jdbc.sql("""
                        select count(*) as number, coalesce(bool_or(event = :event), false) as counted,
                               min(counted_at) as oldest
                        from hourly_uses where account = :account and kind = :kind
                        """)
                .param("account", account.value())
                .param("kind", kind.name())
                .param("event", event.value())
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Used(
                            row.getInt("number"),
                            row.getBoolean("counted"),
                            oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    void add(AccountId account, Kind kind, EventId event, Instant now) {
        jdbc.sql("""
                        insert into hourly_uses (account, kind, event, counted_at)
                        values (:account, :kind, :event, :now)
                        """)
                .param("account", account.value())
                .param("kind", kind.name())
                .param("event", event.value())
                .param("now", Timestamp.from(now))
                .update();
    }
}
