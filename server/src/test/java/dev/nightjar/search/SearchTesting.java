package dev.nightjar.search;

import dev.nightjar.TestCallers;
import dev.nightjar.devices.Pairing;
import dev.nightjar.events.Event;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.events.Events;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.inference.Findings;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Events with findings, as rows, and what is found of them. */
@TestComponent
class SearchTesting {

    static final Instant AT = Instant.parse("2026-03-01T08:00:06.400Z");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Pairing pairing;
    private final Indexing indexing;
    private final Events events;
    private final Search search;
    private final ApplicationEventPublisher publisher;
    private final TransactionOperations transactions;

    SearchTesting(
            JdbcClient jdbc,
            JsonMapper json,
            Pairing pairing,
            Indexing indexing,
            Events events,
            Search search,
            ApplicationEventPublisher publisher,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.pairing = pairing;
        this.indexing = indexing;
        this.events = events;
        this.search = search;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    /** What happened, with defaults for all that a test does not care about. */
    record Happened(
            DeviceId device,
            Instant at,
            String title,
            String summary,
            String observed,
            int concern,
            List<String> labels,
            String trigger,
            UUID session) {

        static Happened before(DeviceId device, String title, String summary) {
            return new Happened(device, AT, title, summary, "", 0, List.of(), "motion", new UUID(1, 1));
        }

        Happened at(Instant time) {
            return new Happened(device, time, title, summary, observed, concern, labels, trigger, session);
        }

        Happened observed(String text) {
            return new Happened(device, at, title, summary, text, concern, labels, trigger, session);
        }

        Happened concern(int degree) {
            return new Happened(device, at, title, summary, observed, degree, labels, trigger, session);
        }

        Happened labels(String... names) {
            return new Happened(device, at, title, summary, observed, concern, Arrays.asList(names), trigger, session);
        }

        Happened trigger(String type) {
            return new Happened(device, at, title, summary, observed, concern, labels, type, session);
        }

        Happened session(UUID id) {
            return new Happened(device, at, title, summary, observed, concern, labels, trigger, id);
        }

        Findings findings() {
            return new Findings(
                    labels.stream()
                            .map(name -> new Findings.Label(name, 0.8, 1, 1))
                            .toList(),
                    summary,
                    title,
                    observed.isEmpty() ? List.of() : List.of(new Findings.Observation(2, observed)),
                    concern,
                    List.of(),
                    "fake",
                    "none",
                    8,
                    0.1);
        }
    }

    DeviceId camera(AccountId account, String name) {
        return pairing.pair(pairing.code(account, name).code()).device().id();
    }

    /** An event that came to its end, of which the search knows nothing yet. */
    EventId event(AccountId account, Happened happened) {
        EventId event = new EventId(TestCallers.newId());
        Timestamp time = Timestamp.from(happened.at());
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis, findings,
                            announced_at, moved_at)
                        values (?, ?, ?, ?, 'done', ?, ?::jsonb, 'done', ?::jsonb, ?, ?)
                        """)
                .params(
                        account.value(),
                        event.value(),
                        happened.device().value(),
                        happened.session(),
                        time,
                        "{\"type\":\"%s\",\"score\":0.1,\"doubt\":false}".formatted(happened.trigger()),
                        json.writeValueAsString(happened.findings()),
                        time,
                        time)
                .update();
        return event;
    }

    /** An event whose entry is written. */
    EventId known(AccountId account, Happened happened) {
        EventId event = event(account, happened);
        indexing.write(account, events.get(account, event));
        return event;
    }

    /** Says, as the module of events does, that the event changed. */
    void changed(AccountId account, EventId event) {
        Event now = events.get(account, event);
        EventChanged changed = new EventChanged(account, event, now.deviceId(), now.sessionId(), EventState.DONE);
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed));
    }

    void delete(AccountId account, EventId event) {
        jdbc.sql("delete from events where account = ? and id = ?")
                .params(account.value(), event.value())
                .update();
    }

    SearchResults find(AccountId account, String text) {
        return search.search(anybody(account), text, SearchFilter.ALL, null, 50);
    }

    List<EventId> found(AccountId account, String text) {
        return ids(find(account, text));
    }

    List<EventId> found(AccountId account, String text, SearchFilter filter) {
        return ids(search.search(anybody(account), text, filter, null, 50));
    }

    SearchResults page(AccountId account, String text, @Nullable String after, int limit) {
        return search.search(anybody(account), text, SearchFilter.ALL, after, limit);
    }

    private static Caller.Person anybody(AccountId account) {
        return new Caller.Person(new PersonId(TestCallers.newId()), account, Role.MONITOR, false, TestCallers.newId());
    }

    static List<EventId> ids(SearchResults results) {
        return results.items().stream().map(item -> item.event().id()).toList();
    }

    /** Once an answer is as it should be. */
    static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
