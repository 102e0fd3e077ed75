package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import dev.nightjar.inference.internal.VlmStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the camera's report to what the owner reads, with a stub in the place of the vision model's server: it fails, so that
 * the detector's findings stand, and speaks when it is asked again. No real vision model takes part.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheWholePathWithAModelTest {

    private static final VlmStub STUB = stub();

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @TempDir
    private Path folder;

    private TestHttp owner;
    private TestHttp phone;
    private String device = "";
    private String session = "";

    private static VlmStub stub() {
        try {
            return new VlmStub();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @DynamicPropertySource
    static void theModel(DynamicPropertyRegistry settings) {
        settings.add("nightjar.inference.vlm.base-url", STUB::address);
        settings.add("nightjar.inference.vlm.retries", () -> 0);
    }

    @BeforeAll
    void aPersonSignsUpAndPairsAPhoneThatWatches() throws Exception {
        owner = new TestHttp(port, json);
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        phone = new TestHttp(port, json);
        JsonNode paired =
                phone.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        device = paired.at("/device/id").asString();
        phone = phone.withToken(paired.get("token").asString());
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
    }

    @AfterAll
    static void close() {
        STUB.close();
    }

    @Test
    void theDetectorSpeaksWhereTheModelFailsAndTheModelWhenItIsAskedAgain() throws Exception {
        instruct();
        STUB.now(VlmStub.status(500, "{}"));

        String event = report(PersonClip.write(folder.resolve("clip.mp4")));

        JsonNode detected = awaitFindings(event, "nanodet");
        assertThat(detected.get("state").asString()).isEqualTo("done");
        assertThat(detected.at("/findings/notHeard/code").asString()).isEqualTo("unavailable");
        assertThat(detected.at("/findings/summary").asString()).containsIgnoringCase("person");

        STUB.now(VlmStub.person("A person walked through the kitchen."));
        owner.post("/api/v1/events/" + event + "/analysis", Map.of(), 200);

        JsonNode told = awaitFindings(event, "vlm");
        assertThat(told.at("/findings/summary").asString()).isEqualTo("A person walked through the kitchen.");
        assertThat(told.at("/findings/labels/0/name").asString()).isEqualTo("person");
        assertThat(told.at("/findings/instructions/matched").asString()).isEqualTo("unclear");
        assertThat(told.at("/findings/instructions/asked").size()).isEqualTo(2);
        assertThat(told.at("/findings/tokens/prompt").asInt()).isEqualTo(1200);
        assertThat(told.at("/findings/notHeard").isMissingNode()).isTrue();
        assertThat(phone.get("/api/v1/events/" + event).toString())
                .doesNotContain("walked through", "sofa", "instructions");
        assertThat(owner.get("/api/v1/usage").get("usedSeconds").asInt()).isEqualTo(10);
        assertThat(STUB.requests().getLast().body().toString()).contains("Kitchen", "on the sofa", "at the stove");
    }

    private void instruct() throws Exception {
        JsonNode settings = owner.get("/api/v1/devices/" + device + "/settings");
        ((ObjectNode) settings).putArray("instructions").add("Tell me if the dog is on the sofa");
        owner.put("/api/v1/devices/" + device + "/settings", settings, 200);
        owner.put(
                "/api/v1/sessions/" + session + "/instructions",
                Map.of("instructions", List.of("Tell me if somebody is at the stove")),
                200);
    }

    /** What a phone does: announce, send, report. */
    private String report(Path clip) throws Exception {
        String event = TestCallers.newId().toString();
        byte[] bytes = Files.readAllBytes(clip);
        JsonNode upload = phone.put("/api/v1/events/" + event, Announced.of(session, bytes), 200)
                .get("upload");
        assertThat(phone.send(URI.create(upload.get("url").asString()), "video/mp4", bytes))
                .isEqualTo(201);
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
        return event;
    }

    private JsonNode awaitFindings(String event, String engine) throws Exception {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> owner.get("/api/v1/events/" + event)
                        .at("/findings/engine")
                        .asString("")
                        .equals(engine));
        return owner.get("/api/v1/events/" + event);
    }
}
