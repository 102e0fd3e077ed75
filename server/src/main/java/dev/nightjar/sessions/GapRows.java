package dev.nightjar.sessions;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code session_gaps}. */
@Repository
class GapRows {

    /** A gap with the session that it belongs to. */
    private record Owned(SessionId session, Gap gap) {}

    private final JdbcClient jdbc;

    GapRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this call changed anything: it wrote the gap, or was the first to say when it ended. */
    boolean put(AccountId account, SessionId session, Gap gap) {
        return jdbc.sql("""
                                insert into session_gaps as gap (account, session, id, from_at, until_at, reason)
                                values (:account, :session, :id, :from, cast(:until as timestamptz), :reason)
                                on conflict (account, session, id) do update
                                    set until_at = greatest(excluded.until_at, gap.from_at)
                                    where gap.until_at is null and excluded.until_at is not null
                                """)
                        .param("account", account.value())
                        .param("session", session.value())
                        .param("id", gap.id())
                        .param("from", Timestamp.from(gap.from()))
                        .param("until", timestamp(gap.until()))
                        .param("reason", gap.reason())
                        .update()
                == 1;
    }

    Optional<Gap> find(AccountId account, SessionId session, UUID gap) {
        return jdbc.sql("select * from session_gaps where account = :account and session = :session and id = :id")
                .param("account", account.value())
                .param("session", session.value())
                .param("id", gap)
                .query((row, number) -> owned(row).gap())
                .optional();
    }

    int count(AccountId account, SessionId session) {
        return jdbc.sql("select count(*) from session_gaps where account = :account and session = :session")
                .param("account", account.value())
                .param("session", session.value())
                .query(Integer.class)
                .single();
    }

    /** The gaps of the sessions that touch the stretch of time; not more of them than the limit. */
    Map<SessionId, List<Gap>> of(
            AccountId account, Collection<SessionId> sessions, Instant from, Instant to, int limit) {
        return jdbc
                .sql("""
                        select * from session_gaps
                        where account = :account and session = any (:sessions)
                          and from_at < :to and (until_at is null or until_at > :from)
                        order by from_at, id limit :limit
                        """)
                .param("account", account.value())
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", limit)
                .query((row, number) -> owned(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Owned::session, Collectors.mapping(Owned::gap, Collectors.toList())));
    }

    private static Owned owned(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("until_at");
        Gap gap = new Gap(
                row.getObject("id", UUID.class),
                row.getTimestamp("from_at").toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("reason"));
        return new Owned(new SessionId(row.getObject("session", UUID.class)), gap);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
