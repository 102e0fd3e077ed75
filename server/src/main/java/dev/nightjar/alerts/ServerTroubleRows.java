package dev.nightjar.alerts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code server_troubles}: parts of the server that do not work. */
@Repository
class ServerTroubleRows {

    private final JdbcClient jdbc;

    ServerTroubleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Since when the part has not worked; from now on, if it did. */
    Instant begin(String part, Instant now) {
        jdbc.sql("insert into server_troubles (part, since) values (?, ?) on conflict do nothing")
                .params(part, Timestamp.from(now))
                .update();
        return find(part).orElse(now);
    }

    /** Since when the part has not worked; nothing while it does. */
    Optional<Instant> find(String part) {
        return jdbc.sql("select since from server_troubles where part = ?")
                .param(part)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    void end(String part) {
        jdbc.sql("delete from server_troubles where part = ?").param(part).update();
    }
}
