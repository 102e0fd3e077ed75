package dev.nightjar.notifications;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code change_counters} and {@code changes}. */
@Repository
class ChangeRows {

    private final JdbcClient jdbc;

    ChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Numbers a change of the account, and tells all nodes of it once the transaction has committed; its number. Others
     * who want the account's next one wait until this transaction has ended.
     */
    long add(AccountId account, Change.Kind kind, UUID id, Belonging belonging) {
        return jdbc.sql("""
                        with numbered as (
                            insert into change_counters as counter (account, latest) values (:account, 1)
                            on conflict (account) do update set latest = counter.latest + 1
                            returning latest),
                        kept as (
                            insert into changes (account, n, kind, id, device, session)
                            select :account, latest, :kind, :id, cast(:device as uuid), cast(:session as uuid)
                            from numbered)
                        select latest, pg_notify(:channel, format(:message, latest)) from numbered
                        """)
                .param("account", account.value())
                .param("kind", kind.name())
                .param("id", id)
                .param("device", device(belonging.device()))
                .param("session", session(belonging.session()))
                .param("channel", ChangeFeed.CHANNEL)
                .param("message", ChangeFeed.changed(account, kind, id, belonging))
                .query((row, number) -> row.getLong("latest"))
                .single();
    }

    /** Tells all nodes, once the transaction has committed. */
    void announce(String message) {
        jdbc.sql("select pg_notify(:channel, :message)")
                .param("channel", ChangeFeed.CHANNEL)
                .param("message", message)
                .query((row, number) -> true)
                .single();
    }

    void forgetUpTo(AccountId account, long n) {
        jdbc.sql("delete from changes where account = :account and n <= :n")
                .param("account", account.value())
                .param("n", n)
                .update();
    }

    /** The number of the newest change, 0 before the first. */
    long latest(AccountId account) {
        return jdbc.sql("select latest from change_counters where account = :account")
                .param("account", account.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * The changes after number n that the filter lets through, in their order; and the one that follows n in any case, by
     * which it shows that nothing is missing.
     */
    List<Found> after(AccountId account, long n, ChangeFilter filter, int limit) {
        return jdbc.sql("""
                        select n, kind, id, wanted
                        from changes, lateral (select
                            (cast(:device as uuid) is null or device is not distinct from cast(:device as uuid))
                            and (cast(:session as uuid) is null or session is null
                                or session = cast(:session as uuid)) as wanted) asked
                        where account = :account and n > :n and (wanted or n = :n + 1)
                        order by n limit :limit
                        """)
                .param("account", account.value())
                .param("n", n)
                .param("device", device(filter.device()))
                .param("session", session(filter.session()))
                .param("limit", limit)
                .query((row, number) -> new Found(
                        new Change(
                                row.getLong("n"),
                                Change.Kind.valueOf(row.getString("kind")),
                                row.getObject("id", UUID.class)),
                        row.getBoolean("wanted")))
                .list();
    }

    private static @Nullable UUID device(@Nullable DeviceId device) {
        return device == null ? null : device.value();
    }

    private static @Nullable UUID session(@Nullable SessionId session) {
        return session == null ? null : session.value();
    }

    /**
     * A change that is kept.
     *
     * @param wanted whether the filter lets it through
     */
    record Found(Change change, boolean wanted) {}
}
