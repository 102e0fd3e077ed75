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

    /** The next number of the account. Others who want one wait until this transaction has ended. */
    long next(AccountId account) {
        return jdbc.sql("""
                        insert into change_counters as counter (account, latest) values (:account, 1)
                        on conflict (account) do update set latest = counter.latest + 1
                        returning latest
                        """).param("account", account.value()).query(Long.class).single();
    }

    void insert(AccountId account, Change change) {
        jdbc.sql("insert into changes (account, n, kind, id) values (:account, :n, :kind, :id)")
                .param("account", account.value())
                .param("n", change.n())
                .param("kind", change.kind().name())
                .param("id", change.id())
                .update();
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
