package dev.nightjar.webpush;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
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

/** The browsers that take alerts, as they are stored. What has expired is no longer there, even if its row still is. */
@Repository
class PushSubscriptionRows {

    private final JdbcClient jdbc;

    PushSubscriptionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes what one person's browsers subscribe take turns until the transaction ends. */
    void lock(PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('push ' || :person, 0))")
                .param("person", person.toString())
                .query((row, index) -> true)
                .single();
    }

    /**
     * The row to keep for a browser: that of its sign-in, else that of its endpoint, if both are of this person in this
     * account.
     */
    Optional<UUID> find(Caller.Person caller, String endpoint) {
        return jdbc.sql("""
                select id from push_subscriptions
                where account = ? and person = ? and (sign_in = ? or endpoint_hash = ?)
                order by (sign_in = ?) desc limit 1
                """)
                .params(caller.account().value(), caller.person().value(), caller.signIn(), Secrets.hash(endpoint))
                .param(caller.signIn())
                .query(UUID.class)
                .optional();
    }

    /** Takes away whatever else has the sign-in or the endpoint: a browser shows the alerts of one person only. */
    void makeRoom(UUID kept, UUID signIn, String endpoint) {
        jdbc.sql("delete from push_subscriptions where id <> ? and (sign_in = ? or endpoint_hash = ?)")
                .params(kept, signIn, Secrets.hash(endpoint))
                .update();
    }

    int count(PersonId person) {
        return jdbc.sql("select count(*) from push_subscriptions where person = ?")
                .param(person.value())
                .query(Integer.class)
                .single();
    }

    /** Takes away those of a person at which nothing arrives any more. */
    void dropTroubled(PersonId person) {
        jdbc.sql("delete from push_subscriptions where person = ? and trouble is not null")
                .param(person.value())
                .update();
    }

    void put(UUID id, Caller.Person caller, NewPushSubscription said, Instant now) {
        jdbc.sql("""
                insert into push_subscriptions (id, account, person, sign_in, endpoint, endpoint_hash, browser_key,
                    browser_secret, name, created_at, renewed_at, expires_at)
                values (:id, :account, :person, :signIn, :endpoint, :hash, :key, :secret, :name, :now, :now, :expires)
                on conflict (id) do update set sign_in = excluded.sign_in, endpoint = excluded.endpoint,
                    endpoint_hash = excluded.endpoint_hash, browser_key = excluded.browser_key,
                    browser_secret = excluded.browser_secret, name = excluded.name,
                    renewed_at = excluded.renewed_at, expires_at = excluded.expires_at, trouble = null
                """)
                .param("id", id)
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .param("signIn", caller.signIn())
                .param("endpoint", said.endpoint())
                .param("hash", Secrets.hash(said.endpoint()))
                .param("key", said.browserKey())
                .param("secret", said.browserSecret())
                .param("name", said.name())
                .param("now", Timestamp.from(now))
                .param("expires", said.expiresAt() == null ? null : Timestamp.from(said.expiresAt()))
                .update();
    }

    /** Returns false when the person has no such one in the account. */
    boolean remove(Caller.Person caller, UUID id) {
        return jdbc.sql("delete from push_subscriptions where id = ? and account = ? and person = ?")
                        .params(id, caller.account().value(), caller.person().value())
                        .update()
                > 0;
    }

    /** @param signIn of who asks; null when nobody's browser does */
    List<PushSubscription> list(AccountId account, PersonId person, @Nullable UUID signIn, Instant now) {
        return jdbc.sql("""
                select id, name, sign_in, created_at, sent_at, trouble from push_subscriptions
                where account = ? and person = ? and (expires_at is null or expires_at > ?)
                order by created_at, id
                """)
                .params(account.value(), person.value(), Timestamp.from(now))
                .query((row, index) -> subscription(row, signIn))
                .list();
    }

    Optional<PushTarget> target(UUID id, Instant now) {
        return jdbc.sql("""
                select id, endpoint, browser_key, browser_secret from push_subscriptions
                where id = ? and (expires_at is null or expires_at > ?)
                """)
                .params(id, Timestamp.from(now))
                .query((row, index) -> target(row))
                .optional();
    }

    void sent(PushTarget target, Instant now) {
        jdbc.sql("update push_subscriptions set sent_at = ?, trouble = null where id = ? and endpoint_hash = ?")
                .params(Timestamp.from(now), target.id(), Secrets.hash(target.endpoint()))
                .update();
    }

    /** Not when its browser has renewed it in the meantime; returns whether there was anything to change. */
    boolean troubled(PushTarget target, String why) {
        return jdbc.sql("""
                update push_subscriptions set trouble = ?
                where id = ? and endpoint_hash = ? and trouble is distinct from ?
                """)
                        .params(why, target.id(), Secrets.hash(target.endpoint()), why)
                        .update()
                > 0;
    }

    /** Not when its browser has renewed it in the meantime. */
    void forget(PushTarget target) {
        jdbc.sql("delete from push_subscriptions where id = ? and endpoint_hash = ?")
                .params(target.id(), Secrets.hash(target.endpoint()))
                .update();
    }

    void dropExpired(Instant now) {
        jdbc.sql("delete from push_subscriptions where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
    }

    /** Of those whose sign-in ends before then, some that were not reminded since it was last used; they are marked. */
    List<PushTarget> remind(Instant now, Instant then, int most) {
        return jdbc.sql("""
                update push_subscriptions set reminded_at = :now where id in (
                    select p.id from push_subscriptions p join sign_ins s on s.id = p.sign_in
                    where s.expires_at > :now and s.expires_at < :then and p.trouble is null
                      and (p.reminded_at is null or p.reminded_at < s.used_at)
                    limit :most)
                returning id, endpoint, browser_key, browser_secret
                """)
                .param("now", Timestamp.from(now))
                .param("then", Timestamp.from(then))
                .param("most", most)
                .query((row, index) -> target(row))
                .list();
    }

    private static PushTarget target(ResultSet row) throws SQLException {
        return new PushTarget(
                row.getObject("id", UUID.class),
                row.getString("endpoint"),
                row.getBytes("browser_key"),
                row.getBytes("browser_secret"));
    }

    private static PushSubscription subscription(ResultSet row, @Nullable UUID signIn) throws SQLException {
        Timestamp sent = row.getTimestamp("sent_at");
        return new PushSubscription(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("sign_in", UUID.class).equals(signIn),
                row.getTimestamp("created_at").toInstant(),
                sent == null ? null : sent.toInstant(),
                row.getString("trouble"));
    }
}
