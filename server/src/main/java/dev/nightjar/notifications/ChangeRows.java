package dev.nightjar.notifications;

import dev.nightjar.identity.ids.AccountId;
import java.util.List;
import java.util.UUID;
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
    long add(AccountId account, Change.Kind kind, UUID id) {
        return jdbc.sql("""
                        with numbered as (
                            insert into change_counters as counter (account, latest) values (:account, 1)
                            on conflict (account) do update set latest = counter.latest + 1
                            returning latest),
                        kept as (
                            insert into changes (account, n, kind, id)
                            select :account, latest, :kind, :id from numbered)
                        select latest, pg_notify(:channel, format(:message, latest)) from numbered
                        """)
                .param("account", account.value())
                .param("kind", kind.name())
                .param("id", id)
                .param("channel", ChangeFeed.CHANNEL)
                .param("message", ChangeFeed.changed(account, kind, id))
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

    List<Change> after(AccountId account, long n, int limit) {
        return jdbc.sql("""
                        select n, kind, id from changes where account = :account and n > :n order by n limit :limit
                        """)
                .param("account", account.value())
                .param("n", n)
                .param("limit", limit)
                .query((row, number) -> new Change(
                        row.getLong("n"), Change.Kind.valueOf(row.getString("kind")), row.getObject("id", UUID.class)))
                .list();
    }
}
