package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_snoozes}: for each person one of each camera, and one of all. */
@Repository
class SnoozeRows {

    private final JdbcClient jdbc;

    SnoozeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person's snoozes, those that are over for a while as well. */
    List<Snooze> of(AccountId account, PersonId person) {
        return jdbc.sql("""
                        select device, since, until from alert_snoozes where account = ? and person = ?
                        order by device nulls first
                        """)
                .params(account.value(), person.value())
                .query((row, number) -> snooze(row))
                .list();
    }

    /** Takes the place of another one of the same camera. */
    void put(AccountId account, PersonId person, Snooze snooze) {
        Instant until = snooze.until();
        jdbc.sql("""
                        insert into alert_snoozes (account, person, device, since, until)
                        values (:account, :person, :device, :since, :until)
                        on conflict (account, person, device) do update
                        set since = excluded.since, until = excluded.until
                        """)
                .param("account", account.value())
                .param("person", person.value())
                .param("device", id(snooze.deviceId()))
                .param("since", Timestamp.from(snooze.since()))
                .param("until", until == null ? null : Timestamp.from(until))
                .update();
    }

    void delete(AccountId account, PersonId person, @Nullable DeviceId device) {
        jdbc.sql("""
                        delete from alert_snoozes
                        where account = :account and person = :person
                          and device is not distinct from cast(:device as uuid)
                        """)
                .param("account", account.value())
                .param("person", person.value())
                .param("device", id(device))
                .update();
    }

    /** Deletes those that were over before the time; how many. */
    int deleteOver(Instant before) {
        return jdbc.sql("delete from alert_snoozes where until < ?")
                .param(Timestamp.from(before))
                .update();
    }

    private static @Nullable UUID id(@Nullable DeviceId device) {
        return device == null ? null : device.value();
    }

    private static Snooze snooze(ResultSet row) throws SQLException {
        UUID device = row.getObject("device", UUID.class);
        Timestamp until = row.getTimestamp("until");
        return new Snooze(
                device == null ? null : new DeviceId(device),
                row.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant());
    }
}
