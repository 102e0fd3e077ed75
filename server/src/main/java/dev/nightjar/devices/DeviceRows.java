package dev.nightjar.devices;

import dev.nightjar.devices.CameraSettings.Sensitivity;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
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

/** The table {@code devices}. */
@Repository
class DeviceRows {

    /** A device as it is stored, with what it last said of itself. */
    record Row(
            DeviceId id,
            AccountId account,
            String name,
            Instant pairedAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastSeenAt,
            @Nullable String lastState,
            CameraSettings settings) {}

    private final JdbcClient jdbc;

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes others who pair for the same account wait until this transaction ends. */
    void lock(AccountId account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('devices ' || :account, 0))")
                .param("account", account.toString())
                .query((row, number) -> true)
                .single();
    }

    void insert(DeviceId device, AccountId account, String name, Instant now, CameraSettings settings) {
        jdbc.sql("""
                        insert into devices (id, account, name, paired_at, settings_version,
                            pre_seconds, post_seconds, cooldown_seconds, sensitivity)
                        values (:id, :account, :name, :now, 1, :pre, :post, :cooldown, :sensitivity)
                        """)
                .param("id", device.value())
                .param("account", account.value())
                .param("name", name)
                .param("now", Timestamp.from(now))
                .param("pre", settings.preSeconds())
                .param("post", settings.postSeconds())
                .param("cooldown", settings.cooldownSeconds())
                .param("sensitivity", settings.sensitivity().name())
                .update();
    }

    List<Row> ofAccount(AccountId account) {
        return jdbc.sql("select * from devices where account = :account order by paired_at, id")
                .param("account", account.value())
                .query(DeviceRows::row)
                .list();
    }

    Optional<Row> find(AccountId account, DeviceId device) {
        return jdbc.sql("select * from devices where account = :account and id = :id")
                .param("account", account.value())
                .param("id", device.value())
                .query(DeviceRows::row)
                .optional();
    }

    int countPaired(AccountId account) {
        return jdbc.sql("select count(*) from devices where account = :account and revoked_at is null")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    boolean rename(AccountId account, DeviceId device, String name) {
        return jdbc.sql("update devices set name = :name where account = :account and id = :id")
                        .param("account", account.value())
                        .param("id", device.value())
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Whether this call was the one that revoked the device. */
    boolean revoke(AccountId account, DeviceId device, Instant now) {
        return jdbc.sql("""
                                update devices set revoked_at = :now
                                where account = :account and id = :id and revoked_at is null
                                """)
                        .param("account", account.value())
                        .param("id", device.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean changeSettings(AccountId account, DeviceId device, CameraSettings settings) {
        return jdbc.sql("""
                                update devices set settings_version = settings_version + 1, pre_seconds = :pre,
                                    post_seconds = :post, cooldown_seconds = :cooldown, sensitivity = :sensitivity
                                where account = :account and id = :id
                                """)
                        .param("account", account.value())
                        .param("id", device.value())
                        .param("pre", settings.preSeconds())
                        .param("post", settings.postSeconds())
                        .param("cooldown", settings.cooldownSeconds())
                        .param("sensitivity", settings.sensitivity().name())
                        .update()
                == 1;
    }

    /** Writes what devices last said; older words never overwrite newer ones. */
    void seen(List<Presence.Seen> seen) {
        if (seen.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update devices set last_seen_at = word.at, last_state = word.state
                        from unnest(:ids, :times, :states) as word (id, at, state)
                        where devices.id = word.id
                          and (devices.last_seen_at is null or devices.last_seen_at < word.at)
                        """)
                .param("ids", seen.stream().map(one -> one.device().value()).toArray(UUID[]::new))
                .param(
                        "times",
                        seen.stream().map(one -> Timestamp.from(one.at())).toArray(Timestamp[]::new))
                .param("states", seen.stream().map(Presence.Seen::state).toArray(String[]::new))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new DeviceId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("name"),
                row.getTimestamp("paired_at").toInstant(),
                instant(row, "revoked_at"),
                instant(row, "last_seen_at"),
                row.getString("last_state"),
                new CameraSettings(
                        row.getInt("settings_version"),
                        row.getInt("pre_seconds"),
                        row.getInt("post_seconds"),
                        row.getInt("cooldown_seconds"),
                        Sensitivity.valueOf(row.getString("sensitivity"))));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
