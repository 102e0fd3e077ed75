package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** All events of the server, for whoever keeps something of each and has to make it anew. */
@Service
public class EventWalk {

    private final JdbcClient jdbc;
    private final EventRowMapper mapper;

    EventWalk(JdbcClient jdbc, EventRowMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** A place in the walk: behind that event. */
    public record Place(AccountId account, EventId event) {

        /** Before all events. */
        public static final Place START = new Place(new AccountId(new UUID(0, 0)), new EventId(new UUID(0, 0)));
    }

    /** An event with its account. */
    public record Step(AccountId account, Event event) {

        /** Where the walk goes on. */
        public Place place() {
            return new Place(account, event.id());
        }
    }

    /** The next events behind a place. */
    public List<Step> after(Place place, int limit) {
        return jdbc
                .sql("""
                        select * from events where (account, id) > (:account, :id)
                        order by account, id limit :limit
                        """)
                .param("account", place.account().value())
                .param("id", place.event().value())
                .param("limit", limit)
                .query(mapper)
                .list()
                .stream()
                .map(stored -> new Step(stored.account(), stored.event()))
                .toList();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from events").query(Long.class).single();
    }
}
