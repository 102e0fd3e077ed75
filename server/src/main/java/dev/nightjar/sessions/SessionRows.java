package dev.nightjar.sessions;

import dev.nightjar.devices.CameraSettings;
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

    private Session session(ResultSet row, int number) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new DeviceId(row.getObject("device", UUID.class)),
                row.getTimestamp("started_at").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                json.readValue(row.getString("settings"), CameraSettings.class));
    }
}
