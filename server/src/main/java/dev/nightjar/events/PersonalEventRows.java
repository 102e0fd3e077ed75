package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the table {@code events} as one person sees it: with what that person has looked at. */
@Repository
class PersonalEventRows {

    /** Looked up for each event that is read: a person may have looked at very many. */
    private static final String COLUMNS = """
            e.*, coalesce((select true from event_reviews r
                where r.account = :account and r.event = e.id and r.person = :person), false) as reviewed""";

    private final JdbcClient jdbc;
    private final RowMapper<Event> mapper;
    private final Looks looks;

    PersonalEventRows(JdbcClient jdbc, EventRowMapper mapper, Looks looks) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.mapper = (row, number) -> mapper.mapRow(row, number).event().reviewed(row.getBoolean("reviewed"));
    }

    Optional<Event> find(Caller.Person caller, EventId event) {
        return jdbc.sql("select " + COLUMNS + " from events e where account = :account and id = :id")
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .param("id", event.value())
                .query(mapper)
                .optional();
    }

    /** Those of the events that there are, in no order. */
    List<Event> findAll(Caller.Person caller, List<EventId> events) {
        return jdbc.sql("select " + COLUMNS + " from events e where account = :account and id = any(:ids)")
                .param("account", caller.account().value())
                .param("person", caller.person().value())
                .param("ids", events.stream().map(EventId::value).toArray(UUID[]::new))
                .query(mapper)
                .list();
    }

    /** Those that pass the filter, newest first; those that come after the given place in that order. */
    List<Event> list(Caller.Person caller, EventFilter filter, Cursor before, int limit) {
        TimelineQuery query = new TimelineQuery(caller, filter, filter.onlyNew() ? looks.lookedAt(caller) : null);
        return jdbc.sql(page(query))
                .params(query.values())
                .param("at", Timestamp.from(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(mapper)
                .list();
    }

    /** Those of labels are found by these alone; only what the page holds is looked up. */
    private static String page(TimelineQuery query) {
        String range = "(happened_at, id) < (:at, :id)";
        String order = "order by happened_at desc, id desc";
        if (query.filter().labels().isEmpty()) {
            return query.events(COLUMNS, range, order + " limit :limit");
        }
        String found = query.events("id", range, order + " limit :limit");
        return "select %s from events e where account = :account and id in (%s) %s".formatted(COLUMNS, found, order);
    }
}
