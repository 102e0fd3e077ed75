package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.Nightjar;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.notifications.LiveBrowsers.Browser;
import dev.nightjar.sessions.Sessions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one database: what is done at the one is heard on live connections to the other. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@Import(TestCallers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveAcrossNodesTest {

    @Autowired
    private MockMvc here;

    @Autowired
    private TestCallers callers;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Environment environment;

    private ConfigurableApplicationContext another;
    private LiveBrowsers there;
    private SignedIn owner;
    private Paired door;
    private Paired hall;
    private SessionId session;
    private Browser browser;

    @BeforeAll
    void startAnotherNode(@TempDir Path folder) {
        another = new SpringApplicationBuilder(Nightjar.class)
                .run(
                        "--nightjar.database.url=" + environment.getRequiredProperty("nightjar.database.url"),
                        "--nightjar.database.username=postgres",
                        "--nightjar.data=" + folder,
                        "--spring.datasource.hikari.maximum-pool-size=5",
                        "--server.port=0");
        there = new LiveBrowsers(another.getEnvironment());
    }

    @BeforeEach
    void somebodyListensToOneCameraAtTheOtherNode() throws Exception {
        owner = callers.owner();
        door = camera("Door");
        hall = camera("Hall");
        session = new SessionId(TestCallers.newId());
        sessions.start(owner.account(), door.device(), session, Instant.parse("2026-03-01T08:00:00Z"));
        browser = there.open(owner, "?deviceId=" + door.device());
        await().until(() -> !browser.heard.isEmpty());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @AfterAll
    void stopTheOtherNode() {
        there.close();
        another.close();
    }

    @Test
    void anEventThatOneNodeTakesIsHeardAtTheOther() throws Exception {
        String event = TestCallers.newId().toString();
        here.perform(put("/api/v1/events/" + event)
                        .with(door)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"sessionId": "%s", "at": "2026-03-01T08:00:02.000Z",
                                 "trigger": {"type": "motion", "score": 0.03, "doubt": false}}
                                """.formatted(session)))
                .andExpect(status().isOk());

        await().until(() -> browser.heard.size() == 2);
        assertThat(browser.heard.getLast()).contains("\"event\"", event);
    }

    @Test
    void aCameraThatGoesBlindAtOneNodeIsHeardOfAtTheOther() throws Exception {
        goesBlind(hall);
        goesBlind(door);

        await().until(() -> browser.heard.size() == 2);
        assertThat(browser.heard.getLast()).contains("\"device\"", door.device().toString());
    }

    @Test
    void whoSignsOutAtOneNodeIsCutOffAtTheOther() throws Exception {
        here.perform(delete("/api/v1/sign-ins/current").with(owner)).andExpect(status().isNoContent());

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void whoIsRemovedAtOneNodeIsCutOffAtTheOther() throws Exception {
        MembershipEnded ended =
                new MembershipEnded(owner.account(), owner.caller().person());

        transactions.executeWithoutResult(status -> publisher.publishEvent(ended));

        assertThat(browser.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    private void goesBlind(Paired camera) throws Exception {
        here.perform(post("/api/v1/devices/" + camera.device() + "/heartbeat")
                        .with(camera)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"state\": \"blind\", \"blindReason\": \"cameraTaken\"}"))
                .andExpect(status().isOk());
    }

    private Paired camera(String name) {
        PairedDevice paired = pairing.pair(pairing.code(owner.account(), name).code());
        return new Paired(paired.device().id(), owner.account(), paired.token());
    }
}
