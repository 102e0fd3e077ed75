package dev.nightjar.devices;

import dev.nightjar.devices.Trouble.Area;
import dev.nightjar.devices.Trouble.Kind;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code device_troubles}. */
@Repository
class TroubleRows {

    private final JdbcClient jdbc;

    TroubleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row.
     *
     * @param told whether it lasted long enough to be told
     */
    record Open(Trouble trouble, boolean told) {}

    /** All that are open, of these devices. Their own rows are locked by who calls. */
    List<Open> of(List<DeviceId> devices) {
        return jdbc.sql("select * from device_troubles where device = any(?)")
                .param(devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .query(TroubleRows::read)
                .list();
    }

    /** All that were told and are open, in the order in which they began. */
    List<Trouble> told(AccountId account) {
        return jdbc
                .sql("select * from device_troubles where account = ? and told order by since, device, area")
                .param(account.value())
                .query(TroubleRows::read)
                .list()
                .stream()
                .map(Open::trouble)
                .toList();
    }

    /** Opens it, or puts it in the place of the one that is open in its area. */
    void put(Open open) {
        Trouble trouble = open.trouble();
        jdbc.sql("""
                        insert into device_troubles (account, device, area, kind, reason, since, told)
                        values (:account, :device, :area, :kind, :reason, :since, :told)
                        on conflict (device, area) do update
                        set kind = excluded.kind, reason = excluded.reason, told = excluded.told
                        """)
                .param("account", trouble.account().value())
                .param("device", trouble.device().value())
                .param("area", text(trouble.kind().area()))
                .param("kind", text(trouble.kind()))
                .param("reason", trouble.reason())
                .param("since", Timestamp.from(trouble.since()))
                .param("told", open.told())
                .update();
    }

    /** Whether this call was the one that ended it. */
    boolean end(DeviceId device, Area area) {
        return jdbc.sql("delete from device_troubles where device = ? and area = ?")
                        .params(device.value(), text(area))
                        .update()
                == 1;
    }

    /** Marks as told, and gives, those that have lasted since before the time. */
    List<Trouble> tellThoseSince(Instant time) {
        return jdbc
                .sql("update device_troubles set told = true where not told and since <= ? returning *")
                .param(Timestamp.from(time))
                .query(TroubleRows::read)
                .list()
                .stream()
                .map(Open::trouble)
                .toList();
    }

    /** Devices that should speak, have not since the time, and are not known as silent; locked. */
    List<Trouble> silentSince(Instant time, int limit) {
        return jdbc
                .sql("""
                        select account, id as device, 'silent' as kind, null as reason, last_seen_at as since, true as told
                        from devices
                        where revoked_at is null and last_state in ('watching', 'blind') and last_seen_at <= :time
                          and not exists (select 1 from device_troubles open
                              where open.device = devices.id and open.area = 'sight' and open.kind = 'silent')
                        limit :limit for update of devices skip locked
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .query(TroubleRows::read)
                .list()
                .stream()
                .map(Open::trouble)
                .toList();
    }

    /**
     * Notes that devices are listened to now; since when they have been without a pause.
     *
     * @param pause after so long without a note nobody listened
     */
    Instant listening(Instant now, Duration pause) {
        return jdbc.sql("""
                        insert into listening as before (name, since, last_at) values ('cameras', :now, :now)
                        on conflict (name) do update set last_at = :now,
                            since = case when before.last_at < :earliest then :now else before.since end
                        returning since
                        """)
                .param("now", Timestamp.from(now))
                .param("earliest", Timestamp.from(now.minus(pause)))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private static Open read(ResultSet row, int number) throws SQLException {
        Trouble trouble = new Trouble(
                new AccountId(row.getObject("account", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getTimestamp("since").toInstant());
        return new Open(trouble, row.getBoolean("told"));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
