package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

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
            @Nullable Instant stopAskedAt,
            Presence.@Nullable Seen lastSeen,
            CameraSettings settings) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeviceRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
                        insert into devices (id, account, name, paired_at, settings_version, settings)
                        values (:id, :account, :name, :now, 1, cast(:settings as jsonb))
                        """)
                .param("id", device.value())
                .param("account", account.value())
                .param("name", name)
                .param("now", Timestamp.from(now))
                .param("settings", json.writeValueAsString(settings))
                .update();
    }

    List<Row> ofAccount(AccountId account) {
        return jdbc.sql("select * from devices where account = :account order by paired_at, id")
                .param("account", account.value())
                .query(this::row)
                .list();
    }

    Optional<Row> find(AccountId account, DeviceId device) {
        return jdbc.sql("select * from devices where account = :account and id = :id")
                .param("account", account.value())
                .param("id", device.value())
                .query(this::row)
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

    /** Whether this call was the one that asked the device to stop. */
    boolean askToStop(AccountId account, DeviceId device, Instant now) {
        return jdbc.sql("""
                                update devices set stop_asked_at = :now
                                where account = :account and id = :id and stop_asked_at is null
                                """)
                        .param("account", account.value())
                        .param("id", device.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Whether the device had been asked to stop until now. */
    boolean askNoLonger(AccountId account, DeviceId device) {
        return jdbc.sql("""
                                update devices set stop_asked_at = null
                                where account = :account and id = :id and stop_asked_at is not null
                                """)
                        .param("account", account.value())
                        .param("id", device.value())
                        .update()
                == 1;
    }

    boolean changeSettings(AccountId account, DeviceId device, CameraSettings settings) {
        return jdbc.sql("""
                                update devices set settings_version = settings_version + 1,
                                    settings = cast(:settings as jsonb)
                                where account = :account and id = :id
                                """)
                        .param("account", account.value())
                        .param("id", device.value())
                        .param("settings", json.writeValueAsString(settings))
                        .update()
                == 1;
    }

    /** Writes what devices last said; older words never overwrite newer ones. */
    void seen(List<Presence.Seen> seen) {
        jdbc.sql("""
                        update devices set last_seen_at = word.at, last_state = word.state,
                            last_blind_reason = word.blind_reason, last_session = word.session,
                            last_health = cast(word.health as jsonb), silence_told = false
                        from unnest(:ids, :times, :states, :reasons, :sessions, :healths)
                            as word (id, at, state, blind_reason, session, health)
                        where devices.id = word.id
                          and (devices.last_seen_at is null or devices.last_seen_at < word.at)
                        """)
                .param("ids", seen.stream().map(one -> one.device().value()).toArray(UUID[]::new))
                .param(
                        "times",
                        seen.stream().map(one -> Timestamp.from(one.at())).toArray(Timestamp[]::new))
                .param("states", seen.stream().map(Presence.Seen::state).toArray(String[]::new))
                .param("reasons", seen.stream().map(Presence.Seen::blindReason).toArray(String[]::new))
                .param("sessions", seen.stream().map(DeviceRows::session).toArray(UUID[]::new))
                .param("healths", seen.stream().map(this::health).toArray(String[]::new))
                .update();
    }

    /** What these devices last said, where they ever did. */
    List<Presence.Seen> lastSeen(List<DeviceId> devices) {
        return jdbc
                .sql("select * from devices where id = any(?)")
                .param(devices.stream().map(DeviceId::value).toArray(UUID[]::new))
                .query((row, number) -> Optional.ofNullable(lastSeen(row)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Notes, once for each silence, the devices that should speak and have not since the given time. */
    List<DeviceChanged> silentSince(Instant time) {
        return jdbc.sql("""
                        update devices set silence_told = true
                        where not silence_told and revoked_at is null and last_state in ('watching', 'blind')
                          and last_seen_at <= :time
                        returning account, id
                        """)
                .param("time", Timestamp.from(time))
                .query((row, number) -> new DeviceChanged(
                        new AccountId(row.getObject("account", UUID.class)),
                        new DeviceId(row.getObject("id", UUID.class))))
                .list();
    }

    /** Deletes devices that were removed before the time; which ones. */
    List<DeviceId> deleteRevokedBefore(Instant time, int limit) {
        return jdbc.sql("""
                        delete from devices where id in (
                            select id from devices where revoked_at < :time limit :limit for update skip locked)
                        returning id
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .query((row, number) -> new DeviceId(row.getObject("id", UUID.class)))
                .list();
    }

    private static @Nullable UUID session(Presence.Seen seen) {
        SessionId session = seen.session();
        return session == null ? null : session.value();
    }

    private @Nullable String health(Presence.Seen seen) {
        return seen.health() == null ? null : json.writeValueAsString(seen.health());
    }

    private Row row(ResultSet row, int number) throws SQLException {
        CameraSettings settings = json.readValue(row.getString("settings"), CameraSettings.class);
        return new Row(
                new DeviceId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("name"),
                row.getTimestamp("paired_at").toInstant(),
                instant(row, "revoked_at"),
                instant(row, "stop_asked_at"),
                lastSeen(row),
                settings.withVersion(row.getInt("settings_version")));
    }

    private Presence.@Nullable Seen lastSeen(ResultSet row) throws SQLException {
        Instant at = instant(row, "last_seen_at");
        if (at == null) {
            return null;
        }
        UUID session = row.getObject("last_session", UUID.class);
        String health = row.getString("last_health");
        return new Presence.Seen(
                new DeviceId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                at,
                Objects.requireNonNullElse(row.getString("last_state"), ""),
                row.getString("last_blind_reason"),
                session == null ? null : new SessionId(session),
                health == null ? null : json.readValue(health, Health.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
