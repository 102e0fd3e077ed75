package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.webpush.PushBrowser;
import dev.nightjar.webpush.PushServiceStub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole way of an alert to a browser: a phone hears something, and its owner is told by push. The push service fails
 * at first, and the program is killed while it waits; another process on the same data goes on.
 */
class AlertsPushedAcrossKillsTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.create();

    @Test
    void anAlertReachesItsBrowserOnceAlthoughTheServiceFailsAndTheProgramIsKilled() throws Exception {
        try (PushServiceStub service = new PushServiceStub()) {
            PushBrowser browser = service.browser();
            try (ShippedProgram program = start()) {
                TestHttp owner = signUp(program);
                subscribe(owner, service, browser);
                service.then(
                        PushServiceStub.hangUp(),
                        PushServiceStub.status(503, "Retry-After: 1"),
                        PushServiceStub.status(429, "Retry-After: 1"),
                        PushServiceStub.status(500));

                hearSomething(program, owner);
                await().atMost(LONG).until(() -> service.requests() >= 2);
                program.kill();
            }
            try (ShippedProgram program = start()) {
                assertThat(program.port()).isPositive();
                await().atMost(LONG).until(() -> !service.messages(browser).isEmpty());
            }

            assertThat(service.messages(browser))
                    .singleElement()
                    .satisfies(message -> assertThat(
                                    message.content().path("title").asString())
                            .isEqualTo("Kitchen"));
        }
    }

    private ShippedProgram start() throws Exception {
        return ShippedProgram.start(
                        folder,
                        Map.of(
                                "NIGHTJAR_DATABASE_URL",
                                database.url(),
                                "NIGHTJAR_DATABASE_USERNAME",
                                "postgres",
                                "NIGHTJAR_WEBPUSH_ENDPOINTSANYWHERE",
                                "true"))
                .awaitStart();
    }

    private static TestHttp signUp(ShippedProgram program) throws Exception {
        TestHttp owner = new TestHttp(program.port(), JsonMapper.shared());
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        return owner;
    }

    private static void subscribe(TestHttp owner, PushServiceStub service, PushBrowser browser) throws Exception {
        service.belongsTo(owner.get("/api/v1/push").get("publicKey").asString());
        owner.put(
                "/api/v1/push/subscriptions",
                Map.of(
                        "endpoint", service.endpoint(browser),
                        "browserKey", browser.key(),
                        "browserSecret", browser.secret(),
                        "name", "Chrome on Android"),
                200);
        owner.post("/api/v1/alert-rules", Map.of("what", Map.of("sound", true), "channels", List.of("push")), 201);
    }

    /** A phone is paired, watches, and reports a sound without a clip. */
    private static void hearSomething(ShippedProgram program, TestHttp owner) throws Exception {
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        TestHttp phone = new TestHttp(program.port(), JsonMapper.shared());
        String token = phone.post(
                        "/api/v1/devices", Map.of("code", code.get("code").asString()), 201)
                .get("token")
                .asString();
        phone = phone.withToken(token);
        String session = TestCallers.newId().toString();
        phone.put(
                "/api/v1/sessions/" + session,
                Map.of("startedAt", Instant.now().minusSeconds(60).toString()),
                200);
        Map<String, Object> trigger = Map.of("type", "sound", "score", 0.5, "levelDb", -20, "doubt", false);
        phone.put(
                "/api/v1/events/" + TestCallers.newId(),
                Map.of("sessionId", session, "at", Instant.now().toString(), "trigger", trigger),
                200);
    }
}
