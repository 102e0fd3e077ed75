package dev.nightjar.search;

import dev.nightjar.events.EventWalk.Place;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code search_rebuild}, which has one row. */
@Repository
class RebuildRows {

    private final JdbcClient jdbc;

    RebuildRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RebuildState get() {
        return jdbc.sql("select * from search_rebuild")
                .query((row, number) -> state(row))
                .single();
    }

    /** Begins anew, unless it goes on; whether it did. */
    boolean begin(UUID run, Instant now, long expected) {
        return jdbc.sql("""
                                update search_rebuild set run = :run, started_at = :now, finished_at = null,
                                    account = :account, event = :event, written = 0, without_meaning = 0,
                                    expected = :expected
                                where finished_at is not null
                                """)
                        .param("run", run)
                        .param("now", Timestamp.from(now))
                        .param("account", Place.START.account().value())
                        .param("event", Place.START.event().value())
                        .param("expected", expected)
                        .update()
                == 1;
    }

    /** Goes on from one place to the next; false when somebody else did. */
    boolean advance(RebuildState from, Place to, int written, int withoutMeaning) {
        return jdbc.sql("""
                                update search_rebuild set account = :account, event = :event,
                                    written = written + :written, without_meaning = without_meaning + :without
                                where run = :run and account = :fromAccount and event = :fromEvent
                                  and finished_at is null
                                """)
                        .param("account", to.account().value())
                        .param("event", to.event().value())
                        .param("written", written)
                        .param("without", withoutMeaning)
                        .param("run", from.run())
                        .param("fromAccount", from.place().account().value())
                        .param("fromEvent", from.place().event().value())
                        .update()
                == 1;
    }

    boolean finish(RebuildState state, Instant now) {
        return jdbc.sql("update search_rebuild set finished_at = :now where run = :run and finished_at is null")
                        .param("now", Timestamp.from(now))
                        .param("run", state.run())
                        .update()
                == 1;
    }

    private static RebuildState state(ResultSet row) throws SQLException {
        Timestamp finishedAt = row.getTimestamp("finished_at");
        return new RebuildState(
                row.getObject("run", UUID.class),
                row.getTimestamp("started_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getLong("written"),
                row.getLong("without_meaning"),
                row.getLong("expected"),
                new Place(
                        new AccountId(row.getObject("account", UUID.class)),
                        new EventId(row.getObject("event", UUID.class))));
    }
}
