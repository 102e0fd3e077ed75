package dev.nightjar.alerts;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.devices.Pairing;
import dev.nightjar.events.Event;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.Events;
import dev.nightjar.events.PreviewAnswer;
import dev.nightjar.events.PreviewVerdict;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.PreviewLabel;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** People who belong to accounts, their cameras, and what they ask for. */
@TestComponent
class AlertTesting {

    private final JdbcClient jdbc;
    private final MockMvc mvc;
    private final TestCallers callers;
    private final Pairing pairing;
    private final JsonMapper json;
    private final TestClock clock;
    private final Events events;
    private final ApplicationEventPublisher publisher;
    private final TransactionOperations transactions;

    AlertTesting(
            JdbcClient jdbc,
            MockMvc mvc,
            TestCallers callers,
            Pairing pairing,
            JsonMapper json,
            TestClock clock,
            Events events,
            ApplicationEventPublisher publisher,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.mvc = mvc;
        this.callers = callers;
        this.pairing = pairing;
        this.json = json;
        this.clock = clock;
        this.events = events;
        this.publisher = publisher;
        this.transactions = transactions;
    }

    /** An owner of a new account. */
    TestCallers.SignedIn owner() {
        AccountId account = TestCallers.newAccount();
        jdbc.sql("insert into accounts (id, name, created_at) values (?, 'Home', now())")
                .param(account.value())
                .update();
        return joins(account, Role.OWNER);
    }

    /** Another person of the account. */
    TestCallers.SignedIn joins(AccountId account, Role role) {
        TestCallers.SignedIn person = callers.person(account, role);
        jdbc.sql("""
                        insert into persons (id, email, name, password_hash, operator, created_at)
                        values (?, ?, 'Ana', '', false, now())
                        """)
                .params(person.caller().person().value(), person.caller().person() + "@example.org")
                .update();
        jdbc.sql("insert into memberships (account, person, role, created_at) values (?, ?, ?, now())")
                .params(account.value(), person.caller().person().value(), role.name())
                .update();
        return person;
    }

    DeviceId camera(AccountId account, String name) {
        return pairing.pair(pairing.code(account, name).code()).device().id();
    }

    /** What the preview of an event showed. */
    static PreviewLabel seen(String name) {
        return new PreviewLabel(name, 0.8, 1);
    }

    /** What a clip shows: a sentence, and kinds of things. */
    static Findings findings(String summary, int concern, String... labels) {
        List<Findings.Label> named = Arrays.stream(labels)
                .map(name -> new Findings.Label(name, 0.8, 1, 1))
                .toList();
        return new Findings(named, summary, "Title", List.of(), concern, List.of(), "fake", "none", 8, 0.1);
    }

    /** An event that is known by its preview; the server has just heard of it. */
    EventId previewed(AccountId account, DeviceId camera, Instant at, PreviewLabel... labels) {
        EventId event = insert(account, camera, at, "motion", "announced");
        PreviewVerdict verdict =
                new PreviewVerdict(PreviewAnswer.Decision.CLIP, PreviewVerdict.Reason.TRIGGER, Arrays.asList(labels));
        jdbc.sql("update events set verdict = ?::jsonb, previews = 1 where account = ? and id = ?")
                .params(json.writeValueAsString(verdict), account.value(), event.value())
                .update();
        return changed(account, event);
    }

    /** An event of which something was heard, and no preview came. */
    EventId heard(AccountId account, DeviceId camera, Instant at) {
        return changed(account, insert(account, camera, at, "sound", "announced"));
    }

    /** An event that comes with its findings, as where no preview is sent. */
    EventId found(AccountId account, DeviceId camera, Instant at, Findings findings) {
        return looked(account, insert(account, camera, at, "motion", "processing"), findings);
    }

    /** The event's clip was looked at. */
    EventId looked(AccountId account, EventId event, Findings findings) {
        jdbc.sql("""
                        update events set state = 'done', analysis = 'done', findings = ?::jsonb, poster_key = 'derived/a/b/1',
                            done_at = now(), change = change + 1
                        where account = ? and id = ?
                        """)
                .params(json.writeValueAsString(findings), account.value(), event.value())
                .update();
        return changed(account, event);
    }

    /** The event ends in that state, without findings. */
    EventId ended(AccountId account, EventId event, String state) {
        jdbc.sql("update events set state = ?, done_at = now(), change = change + 1 where account = ? and id = ?")
                .params(state, account.value(), event.value())
                .update();
        return changed(account, event);
    }

    /** Says, as the module of events does, that the event changed. */
    EventId changed(AccountId account, EventId event) {
        Event now = events.get(account, event);
        EventChanged changed = new EventChanged(account, event, now.deviceId(), now.sessionId(), now.state());
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed));
        return event;
    }

    private EventId insert(AccountId account, DeviceId camera, Instant at, String trigger, String state) {
        EventId event = new EventId(TestCallers.newId());
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis,
                            announced_at, moved_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, 'none', ?, now())
                        """)
                .params(
                        account.value(),
                        event.value(),
                        camera.value(),
                        new UUID(1, 1),
                        state,
                        Timestamp.from(at),
                        "{\"type\":\"%s\",\"score\":0.1,\"doubt\":false}".formatted(trigger),
                        Timestamp.from(clock.instant()))
                .update();
        return event;
    }

    /** Once something is as it should be. */
    static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    /** A request with a body of JSON. */
    ResultActions send(String method, String path, String body, TestCallers.SignedIn person) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(person));
    }

    /** A question. */
    ResultActions get(String path, TestCallers.SignedIn person) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get("/api/v1" + path).with(person));
    }
}
