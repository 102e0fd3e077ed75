package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.alerts.AlertChanged;
import dev.nightjar.devices.DeviceChanged;
import dev.nightjar.devices.Pairing;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.notifications.LiveBrowsers.Browser;
import dev.nightjar.sessions.Sessions;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of one camera, or of one of its sessions, live and afterwards. */
@NotificationsModuleTest
class FilteredChangesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private LiveBrowsers browsers;

    @Autowired
    private LiveReaders readers;

    @Autowired
    private Changes changes;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private AccountId account;
    private DeviceId door;
    private DeviceId hall;
    private SessionId earlier;
    private SessionId now;
    private long start;
    private @Nullable Browser browser;

    @BeforeEach
    void twoCamerasAndTwoSessionsOfOne() {
        owner = callers.owner();
        account = owner.account();
        door = camera(account, "Door");
        hall = camera(account, "Hall");
        earlier = session(account, door, "2026-03-01T08:00:00Z");
        now = session(account, door, "2026-03-01T09:00:00Z");
        start = changes.latest(account);
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void oneCamerasChangesAreThoseOfItsEventsSessionsAlertsAndHealth() throws Exception {
        UUID event = change(door, now);
        change(hall, new SessionId(TestCallers.newId()));
        UUID alert = alert(door, earlier);
        alert(hall, null);
        alert(null, null);
        publish(new DeviceChanged(account, door));
        publish(new DeviceChanged(account, hall));

        assertThat(read("deviceId=" + door)).containsExactly(event, alert, door.value());
    }

    @Test
    void oneSessionsChangesAreItsOwnAndThoseOfItsCameraAsSuch() throws Exception {
        UUID event = change(door, now);
        change(door, earlier);
        alert(door, earlier);
        UUID trouble = alert(door, null);
        publish(new DeviceChanged(account, door));
        publish(new DeviceChanged(account, hall));
        sessions.stop(account, door, now, Instant.parse("2026-03-01T10:00:00Z"));

        List<UUID> expected = List.of(event, trouble, door.value(), now.value());
        assertThat(read("sessionId=" + now)).isEqualTo(expected);
        assertThat(read("sessionId=" + now + "&deviceId=" + door)).isEqualTo(expected);
    }

    @Test
    void pagesOfOneCameraGoOnUntilAllIsReadEvenIfTheirNumbersLieFarApart() throws Exception {
        UUID first = change(door, now);
        times(20, () -> change(hall, now));
        UUID second = change(door, now);
        times(20, () -> change(hall, now));

        mvc.perform(get("/api/v1/changes?limit=1&after=%d&deviceId=%s".formatted(start, door))
                        .with(owner))
                .andExpect(jsonPath("$.items[0].id").value(first.toString()))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.more").value(true));
        mvc.perform(get("/api/v1/changes?limit=1&after=%d&deviceId=%s".formatted(start + 1, door))
                        .with(owner))
                .andExpect(jsonPath("$.items[0].id").value(second.toString()))
                .andExpect(jsonPath("$.items[0].n").value(start + 22));
        mvc.perform(get("/api/v1/changes?limit=1&after=%d&deviceId=%s".formatted(start + 22, door))
                        .with(owner))
                .andExpect(jsonPath("$.items").isEmpty())
                .andExpect(jsonPath("$.latest").value(start + 42))
                .andExpect(jsonPath("$.more").value(false));
    }

    @Test
    void whoListensToOneCameraIsToldWhenWhatItMissedIsNotKept() throws Exception {
        times(300, () -> change(hall, now));
        change(door, now);

        mvc.perform(get("/api/v1/changes?after=%d&deviceId=%s".formatted(start, door))
                        .with(owner))
                .andExpect(status().isGone());
        mvc.perform(get("/api/v1/changes?after=%d&deviceId=%s".formatted(start + 300, door))
                        .with(owner))
                .andExpect(jsonPath("$.items.length()").value(1));
    }

    @Test
    void whoListensToOneCameraHearsOnlyItsChanges() throws Exception {
        Browser listening = listen("?deviceId=" + door);
        change(hall, now);
        UUID first = change(door, now);
        change(hall, now);
        UUID second = alert(door, earlier);

        await().until(() -> listening.heard.size() == 3);
        assertThat(ids(listening)).containsExactly(first, second);
        assertThat(JsonPath.<Integer>read(listening.heard.get(1), "$.n")).isEqualTo((int) start + 2);
    }

    @Test
    void whoListensToOneSessionHearsOnlyItsChangesAndHowItsCameraIs() throws Exception {
        Browser listening = listen("?sessionId=" + now);
        change(door, earlier);
        publish(new DeviceChanged(account, hall));
        UUID event = change(door, now);
        publish(new DeviceChanged(account, door));

        await().until(() -> listening.heard.size() == 3);
        assertThat(ids(listening)).containsExactly(event, door.value());
    }

    @Test
    void whoComesBackGoesOnAfterWhatWasOfOthersAndNothingIsMissedOrDoubled() throws Exception {
        Browser listening = listen("?deviceId=" + door);
        UUID before = change(door, now);
        times(5, () -> change(hall, now));
        UUID last = change(door, now);
        times(3, () -> change(hall, now));
        await().until(() -> listening.heard.size() == 3);
        await().until(() -> {
            readers.check();
            return listening.heard.getLast().equals("{\"type\":\"passed\",\"n\":%d}".formatted(start + 10));
        });
        listening.close();
        UUID missed = change(door, now);
        change(hall, now);

        Browser again = listen("?deviceId=" + door);
        UUID after = change(door, now);

        await().until(() -> again.heard.size() == 2);
        assertThat(ids(listening)).containsExactly(before, last);
        assertThat(changes.after(account, start + 10, new ChangeFilter(door, null), 10)
                        .items())
                .extracting(Change::id)
                .startsWith(missed);
        assertThat(ids(again)).containsExactly(after);
    }

    @Test
    void nobodyListensToWhatIsNotOfTheAccount() throws Exception {
        AccountId others = TestCallers.newAccount();
        DeviceId theirs = camera(others, "Theirs");
        SessionId theirSession = session(others, theirs, "2026-03-01T08:00:00Z");

        for (String query : List.of(
                "deviceId=" + theirs,
                "sessionId=" + theirSession,
                "deviceId=" + TestCallers.newId(),
                "deviceId=" + hall + "&sessionId=" + now)) {
            assertRefused(query, 404);
            mvc.perform(get("/api/v1/changes?" + query).with(owner))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("notFound"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceId=door", "sessionId=12"})
    void anIdThatIsNoneIsRefused(String query) throws Exception {
        assertRefused(query, 400);
        mvc.perform(get("/api/v1/changes?" + query).with(owner))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"));
    }

    private void assertRefused(String query, int status) {
        assertThatThrownBy(() -> browsers.open(owner, "?" + query))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                    HttpResponse<?> response = refused.getResponse();
                    assertThat(response.statusCode()).isEqualTo(status);
                    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                });
    }

    private Browser listen(String query) throws Exception {
        Browser opened = browsers.open(owner, query);
        browser = opened;
        await().until(() -> !opened.heard.isEmpty());
        return opened;
    }

    private List<UUID> read(String query) throws Exception {
        String body = mvc.perform(get("/api/v1/changes?after=%d&%s".formatted(start, query))
                        .with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.latest").value(changes.latest(account)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.<List<String>>read(body, "$.items[*].id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private static List<UUID> ids(Browser listening) {
        return listening.heard.stream()
                .filter(text -> text.contains("\"change\""))
                .map(text -> UUID.fromString(JsonPath.read(text, "$.id")))
                .toList();
    }

    private DeviceId camera(AccountId of, String name) {
        return pairing.pair(pairing.code(of, name).code()).device().id();
    }

    private SessionId session(AccountId of, DeviceId device, String startedAt) {
        return sessions.start(of, device, new SessionId(TestCallers.newId()), Instant.parse(startedAt))
                .id();
    }

    /** Something of an event of that camera and session changes; its id. */
    private UUID change(DeviceId device, SessionId session) {
        UUID id = TestCallers.newId();
        publish(new EventChanged(account, new EventId(id), device, session, EventState.DONE));
        return id;
    }

    private UUID alert(@Nullable DeviceId device, @Nullable SessionId session) {
        UUID id = TestCallers.newId();
        publish(new AlertChanged(account, owner.caller().person(), new AlertId(id), device, session));
        return id;
    }

    private void publish(Object changed) {
        transactions.executeWithoutResult(status -> publisher.publishEvent(changed));
    }

    private static void times(int times, Runnable run) {
        for (int i = 0; i < times; i++) {
            run.run();
        }
    }
}
