package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code wanted_clips}: what devices are asked to send after all. */
@Repository
class WantedRows {

    /** As many as a heartbeat's answer names; the others follow when these have come. */
    private static final int MOST = 50;

    private final JdbcClient jdbc;

    WantedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AccountId account, DeviceId device, EventId event, Instant until) {
        jdbc.sql("""
                        insert into wanted_clips (account, event, device, until)
                        values (:account, :event, :device, :until)
                        on conflict (account, event) do update set until = excluded.until
                        """)
                .param("account", account.value())
                .param("event", event.value())
                .param("device", device.value())
                .param("until", Timestamp.from(until))
                .update();
    }

    void remove(AccountId account, EventId event) {
        jdbc.sql("delete from wanted_clips where account = :account and event = :event")
                .param("account", account.value())
                .param("event", event.value())
                .update();
    }

    void forgetBefore(Instant time) {
        jdbc.sql("delete from wanted_clips where until <= :time")
                .param("time", Timestamp.from(time))
                .update();
    }

    /** The device's wanted events whose time is not over, the longest wanted first. */
    List<EventId> of(AccountId account, DeviceId device, Instant now) {
        return jdbc.sql("""
                        select event from wanted_clips
                        where account = :account and device = :device and until > :now
                        order by until, event limit :limit
                        """)
                .param("account", account.value())
                .param("device", device.value())
                .param("now", Timestamp.from(now))
                .param("limit", MOST)
                .query((row, number) -> new EventId(row.getObject("event", UUID.class)))
                .list();
    }
}
