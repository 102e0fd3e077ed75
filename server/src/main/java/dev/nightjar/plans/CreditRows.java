package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The credit ledger and its sums. A reservation is closed by whoever inserts its closing entry, of which the key allows
 * one; the sums change in the same statement.
 */
@Repository
class CreditRows {

    /**
     * What an account's credits of one month went into.
     *
     * @param reserved held for clips that are not analysed yet
     * @param used charged
     */
    record Sum(int reserved, int used) {}

    private final JdbcClient jdbc;

    CreditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sum of a month, which nobody else reserves from until this transaction ends. */
    Sum lockMonth(AccountId account, LocalDate firstDay) {
        jdbc.sql("insert into credit_months (account, month) values (:account, :month) on conflict do nothing")
                .param("account", account.value())
                .param("month", firstDay)
                .update();
        return jdbc.sql("""
                        select reserved, used from credit_months
                        where account = :account and month = :month for update
                        """)
                .param("account", account.value())
                .param("month", firstDay)
                .query((row, number) -> new Sum(row.getInt("reserved"), row.getInt("used")))
                .single();
    }

    /** Whether the event has an open reservation, or was charged. */
    boolean isReserved(AccountId account, EventId event) {
        return jdbc.sql("""
                        select count(*) filter (where kind = 'reserved') > count(*) filter (where kind = 'released')
                        from credit_ledger where account = :account and event = :event
                        """)
                .param("account", account.value())
                .param("event", event.value())
                .query(Boolean.class)
                .single();
    }

    /** Opens a reservation, unless the event has one or was charged; whether this call was the one that did. */
    boolean reserve(AccountId account, EventId event, DeviceId device, int credits, LocalDate day, Instant now) {
        return jdbc.sql("""
                                insert into credit_ledger (account, event, number, kind, credits, device, day, at)
                                select :account, :event, 1 + count(*) filter (where kind = 'reserved'), 'reserved',
                                       :credits, :device, :day, cast(:now as timestamptz)
                                from credit_ledger where account = :account and event = :event
                                having count(*) filter (where kind = 'reserved')
                                     = count(*) filter (where kind = 'released')
                                on conflict do nothing
                                """)
                        .param("account", account.value())
                        .param("event", event.value())
                        .param("device", device.value())
                        .param("credits", credits)
                        .param("day", day)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Counts what was reserved into the month, which is locked. */
    void hold(AccountId account, LocalDate firstDay, int credits) {
        jdbc.sql("""
                        update credit_months set reserved = reserved + :credits
                        where account = :account and month = :month
                        """)
                .param("account", account.value())
                .param("month", firstDay)
                .param("credits", credits)
                .update();
    }

    /** Closes the open reservation by charging; whether there was one. It counts for the day of the reservation. */
    boolean settle(AccountId account, EventId event, int credits, Instant now) {
        return jdbc.sql("""
                                with open as (
                                    select number, credits, device, day from credit_ledger reserved
                                    where account = :account and event = :event and not closes and not exists (
                                        select from credit_ledger closing
                                        where closing.account = reserved.account and closing.event = reserved.event
                                          and closing.number = reserved.number and closing.closes)
                                ), closed as (
                                    insert into credit_ledger (account, event, number, kind, credits, device, day, at)
                                    select :account, :event, number, 'settled', :credits, device, day,
                                           cast(:now as timestamptz)
                                    from open
                                    on conflict do nothing
                                    returning device, day
                                ), months as (
                                    insert into credit_months as sum (account, month, used)
                                    select :account, date_trunc('month', day)::date, :credits from closed
                                    on conflict (account, month) do update
                                    set used = sum.used + excluded.used,
                                        reserved = sum.reserved - (select credits from open)
                                )
                                insert into credit_days as sum (account, day, device, credits, events)
                                select :account, day, device, :credits, 1 from closed
                                on conflict (account, day, device) do update
                                set credits = sum.credits + excluded.credits, events = sum.events + 1
                                """)
                        .param("account", account.value())
                        .param("event", event.value())
                        .param("credits", credits)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Closes the open reservation by giving back what it held; whether there was one. */
    boolean release(AccountId account, EventId event, Instant now) {
        return jdbc.sql("""
                                with open as (
                                    select number, credits, device, day from credit_ledger reserved
                                    where account = :account and event = :event and not closes and not exists (
                                        select from credit_ledger closing
                                        where closing.account = reserved.account and closing.event = reserved.event
                                          and closing.number = reserved.number and closing.closes)
                                ), closed as (
                                    insert into credit_ledger (account, event, number, kind, credits, device, day, at)
                                    select :account, :event, number, 'released', credits, device, day,
                                           cast(:now as timestamptz)
                                    from open
                                    on conflict do nothing
                                    returning credits, day
                                ), months as (
                                    update credit_months sum set reserved = sum.reserved - closed.credits
                                    from closed
                                    where sum.account = :account and sum.month = date_trunc('month', day)::date
                                )
                                select count(*) from closed
                                """)
                        .param("account", account.value())
                        .param("event", event.value())
                        .param("now", Timestamp.from(now))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Reservations of that time which nobody closed. */
    List<OpenReservation> openSince(Instant from, Instant to, int limit) {
        return jdbc.sql("""
                        select account, event from credit_ledger reserved
                        where at >= :from and at < :to and not closes and not exists (
                            select from credit_ledger closing
                            where closing.account = reserved.account and closing.event = reserved.event
                              and closing.number = reserved.number and closing.closes)
                        limit :limit
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query((row, number) -> new OpenReservation(
                        new AccountId(row.getObject("account", UUID.class)),
                        new EventId(row.getObject("event", UUID.class))))
                .list();
    }

    /** Deletes old entries, some at a time; how many. */
    int deleteEntriesBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from credit_ledger where ctid in (
                            select ctid from credit_ledger where at < :time limit :limit)
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    /** Deletes the sums of old days; those of months stay. */
    void deleteDaysBefore(LocalDate day) {
        jdbc.sql("delete from credit_days where day < :day").param("day", day).update();
    }

    /** An event for which credits are held. */
    record OpenReservation(AccountId account, EventId event) {}
}
