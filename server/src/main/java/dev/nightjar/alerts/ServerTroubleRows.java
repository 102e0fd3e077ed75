package dev.nightjar.alerts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code server_troubles}: parts of the server that do not work, at which of its nodes. */
@Repository
class ServerTroubleRows {

    /** A node that has found nothing for so long is gone. */
    static final Duration GONE = Duration.ofMinutes(2);

    private final UUID node = UUID.randomUUID();
    private final JdbcClient jdbc;

    ServerTroubleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** This node found that the part does not work. Since when it has not, at any node. */
    Instant found(String part, Instant now) {
        return jdbc.sql("""
                        insert into server_troubles (part, node, since, found_at)
                        values (:part, :node,
                                coalesce((select min(since) from server_troubles where part = :part), :now), :now)
                        on conflict (part, node) do update set found_at = :now
                        returning since
                        """)
                .param("part", part)
                .param("node", node)
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Since when the part did not work, if no other node has that trouble still; to be followed by {@link #end}. */
    Optional<Instant> endedNow(String part, Instant now) {
        return jdbc.sql("""
                        select min(since) from server_troubles where part = :part
                        having bool_and(node = :node or found_at < :gone)
                        """)
                .param("part", part)
                .param("node", node)
                .param("gone", Timestamp.from(now.minus(GONE)))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** The part works at this node, and what nodes that are gone said of it counts no more. */
    void end(String part, Instant now) {
        jdbc.sql("delete from server_troubles where part = :part and (node = :node or found_at < :gone)")
                .param("part", part)
                .param("node", node)
                .param("gone", Timestamp.from(now.minus(GONE)))
                .update();
    }
}
