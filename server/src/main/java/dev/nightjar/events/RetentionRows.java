package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What retention does to the tables {@code events} and {@code deleted_events}, some rows at a time. */
@Repository
class RetentionRows {

    private final JdbcClient jdbc;

    RetentionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next accounts that have events, in the order of their ids; one look into an index for each. */
    List<AccountId> accountsAfter(UUID account, int limit) {
        return jdbc.sql("""
                        with recursive page (account, number) as (
                            (select account, 1 from events where account > :after order by account limit 1)
                            union all
                            select (select account from events where account > page.account order by account limit 1),
                                number + 1
                            from page where page.account is not null and number < :limit)
                        select account from page where account is not null
                        """)
                .param("after", account)
                .param("limit", limit)
                .query((row, number) -> new AccountId(row.getObject("account", UUID.class)))
                .list();
    }

    /**
     * Deletes events that are older than their account's time, each account's oldest first, and remembers them with
     * their files; all in one statement, so that it is done or not. Events that still move are left to those who move
     * them: they come to an end within days. What others hold at the moment is left to the next run.
     *
     * @param before up to when the events of each account go
     */
    List<DeletedClip> deleteOld(Map<AccountId, Instant> before, int limit, Instant now) {
        List<Map.Entry<AccountId, Instant>> accounts = List.copyOf(before.entrySet());
        return jdbc.sql("""
                        with due as materialized (
                            select old.account, old.id
                            from unnest(cast(:accounts as uuid[]), cast(:times as timestamptz[])) as kept (account, since)
                            cross join lateral (
                                select account, id from events
                                where account = kept.account and announced_at < kept.since
                                  and state in ('done', 'dismissed', 'failed', 'expired')
                                order by announced_at, id limit :limit for update skip locked) as old
                            limit :limit),
                        gone as (
                            delete from events using due
                            where events.account = due.account and events.id = due.id
                            returning events.account, events.id, events.device)
                        insert into deleted_events as deleted (account, id, deleted_at, device)
                        select account, id, :now, device from gone
                        on conflict (account, id) do update set deleted_at = excluded.deleted_at, device = excluded.device
                        returning account, id, device
                        """)
                .param(
                        "accounts",
                        accounts.stream().map(one -> one.getKey().value()).toArray(UUID[]::new))
                .param(
                        "times",
                        accounts.stream()
                                .map(one -> Timestamp.from(one.getValue()))
                                .toArray(Timestamp[]::new))
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .query(RetentionRows::deleted)
                .list();
    }

    /** Deleted events whose files may still be there, the longest deleted first. */
    List<DeletedClip> withFiles(int limit) {
        return jdbc.sql("""
                        select account, id, device from deleted_events where device is not null
                        order by deleted_at limit :limit
                        """).param("limit", limit).query(RetentionRows::deleted).list();
    }

    /** Notes that their files are gone. */
    void withoutFiles(List<DeletedClip> events) {
        jdbc.sql("""
                        update deleted_events as deleted set device = null
                        from unnest(cast(:accounts as uuid[]), cast(:events as uuid[])) as done (account, id)
                        where deleted.account = done.account and deleted.id = done.id
                        """)
                .param(
                        "accounts",
                        events.stream().map(one -> one.account().value()).toArray(UUID[]::new))
                .param("events", events.stream().map(one -> one.event().value()).toArray(UUID[]::new))
                .update();
    }

    /** Forgets that events were deleted before the time, and whose files are gone; how many. */
    int forgetDeletedBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from deleted_events where (account, id) in (
                            select account, id from deleted_events where deleted_at < :time and device is null
                            order by deleted_at limit :limit)
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static DeletedClip deleted(ResultSet row, int number) throws SQLException {
        return new DeletedClip(
                new AccountId(row.getObject("account", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                new EventId(row.getObject("id", UUID.class)));
    }
}
