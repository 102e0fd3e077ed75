package dev.nightjar.sessions;

import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.DevicesHeard;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
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
import tools.jackson.databind.json.JsonMapper;

/** The table {@code sessions}. */
@Repository
class SessionRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SessionRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether this call was the one that wrote the row. */
    boolean insert(AccountId account, Session session) {
        return jdbc.sql("""
                                insert into sessions (account, id, device, started_at, settings)
                                values (:account, :id, :device, :startedAt, cast(:settings as jsonb))
                                on conflict do nothing
                                """)
                        .param("account", account.value())
                        .param("id", session.id().value())
                        .param("device", session.deviceId().value())
                        .param("startedAt", Timestamp.from(session.startedAt()))
                        .param("settings", json.writeValueAsString(session.settings()))
                        .update()
                == 1;
    }

    Optional<Session> find(AccountId account, SessionId session) {
        return jdbc.sql("select * from sessions where account = :account and id = :id")
                .param("account", account.value())
                .param("id", session.value())
                .query(this::session)
                .optional();
    }

    boolean isOf(AccountId account, DeviceId device, SessionId session) {
        return jdbc.sql("""
                        select exists (
                            select from sessions where account = :account and id = :id and device = :device)
                        """)
                .param("account", account.value())
                .param("id", session.value())
                .param("device", device.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the session was open and this call ended it. */
    boolean end(AccountId account, SessionId session, Instant endedAt) {
        return jdbc.sql("""
                                update sessions set ended_at = greatest(:endedAt, started_at)
                                where account = :account and id = :id and ended_at is null
                                """)
                        .param("account", account.value())
                        .param("id", session.value())
                        .param("endedAt", Timestamp.from(endedAt))
                        .update()
                == 1;
    }

    /** Replaces the session's own instructions; whether it is there. */
    boolean instruct(AccountId account, SessionId session, List<String> instructions) {
        return jdbc.sql("""
                                update sessions set instructions = cast(:instructions as jsonb)
                                where account = :account and id = :id
                                """)
                        .param("account", account.value())
                        .param("id", session.value())
                        .param("instructions", json.writeValueAsString(instructions))
                        .update()
                == 1;
    }

    /** The device's sessions that were never ended. */
    List<Session> open(AccountId account, DeviceId device) {
        return jdbc.sql("""
                        select * from sessions
                        where account = :account and device = :device and ended_at is null
                        """)
                .param("account", account.value())
                .param("device", device.value())
                .query(this::session)
                .list();
    }

    /** Notes when devices last spoke in their sessions; earlier words never overwrite later ones. */
    void heard(List<DevicesHeard.Heard> heard) {
        jdbc.sql("""
                        update sessions set heard_at = word.at
                        from unnest(:accounts, :devices, :sessions, :times) as word (account, device, session, at)
                        where sessions.account = word.account and sessions.id = word.session
                          and sessions.device = word.device
                          and (sessions.heard_at is null or sessions.heard_at < word.at)
                        """)
                .param(
                        "accounts",
                        heard.stream().map(one -> one.account().value()).toArray(UUID[]::new))
                .param(
                        "devices",
                        heard.stream().map(one -> one.device().value()).toArray(UUID[]::new))
                .param(
                        "sessions",
                        heard.stream().map(one -> one.session().value()).toArray(UUID[]::new))
                .param(
                        "times",
                        heard.stream().map(one -> Timestamp.from(one.at())).toArray(Timestamp[]::new))
                .update();
    }

    /** When the device last spoke in the session, as far as it was written. */
    Optional<Instant> heardAt(AccountId account, SessionId session) {
        return jdbc.sql("select heard_at from sessions where account = :account and id = :id and heard_at is not null")
                .param("account", account.value())
                .param("id", session.value())
                .query((row, number) -> row.getTimestamp("heard_at").toInstant())
                .optional();
    }

    /** The account's sessions that touch the stretch of time, without their gaps. */
    List<Watch> watches(AccountId account, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                        select session.*, session.ended_at is null and exists (
                            select from sessions other
                            where other.account = session.account and other.device = session.device
                              and coalesce(other.heard_at, other.started_at)
                                  > coalesce(session.heard_at, session.started_at)) as over_by_then
                        from sessions session
                        where account = :account and started_at < :to and (ended_at is null or ended_at > :from)
                        limit :limit
                        """)
                .param("account", account.value())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query((row, number) -> watch(row))
                .list();
    }

    /** Newest first; those before the given place in that order. */
    List<Session> list(AccountId account, @Nullable DeviceId device, Cursor before, int limit) {
        return jdbc.sql("""
                        select * from sessions
                        where account = :account and (cast(:device as uuid) is null or device = :device)
                          and (started_at, id) < (:startedAt, :id)
                        order by started_at desc, id desc limit :limit
                        """)
                .param("account", account.value())
                .param("device", device == null ? null : device.value())
                .param("startedAt", Timestamp.from(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(this::session)
                .list();
    }

    /** Deletes sessions of which nothing was heard since the time; how many. Their gaps go with them. */
    int deleteOver(Instant time, int limit) {
        return jdbc.sql("""
                        delete from sessions where (account, id) in (
                            select account, id from sessions
                            where created_at < :time and (heard_at is null or heard_at < :time)
                            order by created_at limit :limit for update skip locked)
                        """)
                .param("time", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static Watch watch(ResultSet row) throws SQLException {
        return new Watch(
                new SessionId(row.getObject("id", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "ended_at"),
                instant(row, "heard_at"),
                row.getBoolean("over_by_then"),
                List.of());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "ended_at"),
                json.readValue(row.getString("settings"), CameraSettings.class),
                List.of(json.readValue(row.getString("instructions"), String[].class)));
    }
}
