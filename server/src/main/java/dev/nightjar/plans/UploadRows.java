package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The uploads of the last hour, kept only for accounts whose plan limits them. */
@Repository
class UploadRows {

    /**
     * What is used of the hour.
     *
     * @param counted whether the event in question is among them
     * @param oldest when the first of them was counted; null when there is none
     */
    record Used(int number, boolean counted, @Nullable Instant oldest) {}

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes others who count for the same account wait until this transaction ends. */
    void lock(AccountId account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('uploads ' || :account, 0))")
                .param("account", account.toString())
                .query((row, number) -> true)
                .single();
    }

    void forgetBefore(AccountId account, Instant time) {
        jdbc.sql("delete from uploads where account = :account and counted_at <= :time")
                .param("account", account.value())
                .param("time", Timestamp.from(time))
                .update();
    }

    Used used(AccountId account, EventId event) {
        return jdbc.sql("""
                        select count(*) as number, coalesce(bool_or(event = :event), false) as counted,
                               min(counted_at) as oldest
                        from uploads where account = :account
                        """)
                .param("account", account.value())
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

    void add(AccountId account, EventId event, Instant now) {
        jdbc.sql("insert into uploads (account, event, counted_at) values (:account, :event, :now)")
                .param("account", account.value())
                .param("event", event.value())
                .param("now", Timestamp.from(now))
                .update();
    }
}
