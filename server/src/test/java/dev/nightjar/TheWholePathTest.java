package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.inference.internal.PersonClip;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From sign-up to the sentence, over real HTTP, with the real database, store, ffmpeg and model: only the phone is
 * played by the test.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheWholePathTest {

    private static final Path FOOTAGE =
            Path.of(Optional.ofNullable(System.getenv("NIGHTJAR_FOOTAGE")).orElse("../../shared/footage"));

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @TempDir
    private Path folder;

    private TestHttp owner;
    private TestHttp phone;
    private String session = "";

    @BeforeAll
    void aPersonSignsUpAndPairsAPhoneThatWatches() throws Exception {
        owner = new TestHttp(port, json);
        owner.get("/api/v1/server");
        JsonNode me =
                owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        assertThat(me.at("/person/operator").asBoolean()).isTrue();
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);

        phone = new TestHttp(port, json);
        JsonNode paired =
                phone.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        phone = phone.withToken(paired.get("token").asString());
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
    }

    @Test
    void somethingMovesAndTheOwnerReadsWhatItWas() throws Exception {
        Path clip = PersonClip.write(folder.resolve("clip.mp4"));

        String event = report(clip, "video/mp4", PersonClip.SECONDS, 2);

        JsonNode done = awaitFinal(event);
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(done.at("/findings/labels/0/name").asString()).isEqualTo("person");
        assertThat(done.at("/findings/summary").asString()).containsIgnoringCase("person");
        assertThat(done.at("/findings/engine").asString()).isEqualTo("nanodet");
        assertThat(times(done)).hasSize(4).isSorted();
        assertThePosterIsAPicture(event);
        assertTheClipPlaysAndSeeks(event, Files.readAllBytes(clip));
        assertThat(owner.get("/api/v1/events").get("items").get(0)).isEqualTo(done);
        assertThat(owner.get("/api/v1/changes").get("items").findValuesAsString("id"))
                .contains(event);
    }

    @Test
    void aClipThatIsNoneEndsAsFailedAndCanBeTriedAgain() throws Exception {
        Path clip = folder.resolve("none.mp4");
        Files.writeString(clip, "#EXTM3U\nfile:///etc/passwd\n");

        String event = report(clip, "video/mp4", 5, 2);

        JsonNode failed = awaitFinal(event);
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.at("/analysis/code").asString()).isNotEmpty();
        assertThat(failed.at("/analysis/text").asString()).isNotEmpty();
        owner.post("/api/v1/events/" + event + "/analysis", Map.of(), 200);
        assertThat(awaitFinal(event).get("state").asString()).isEqualTo("failed");
    }

    @Test
    void aDeletedEventLeavesNothing() throws Exception {
        Path clip = PersonClip.write(folder.resolve("deleted.mp4"));
        String event = report(clip, "video/mp4", PersonClip.SECONDS, 2);
        awaitFinal(event);
        URI address = address("/api/v1/events/" + event + "/clip");

        owner.delete("/api/v1/events/" + event, 204);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(owner.fetch(address, "").statusCode()).isEqualTo(404));
    }

    @Test
    void aWomanInARealRoomIsSeen() throws Exception {
        Path clip = FOOTAGE.resolve("dev/p01_room_woman.webm");
        assumeTrue(Files.exists(clip), "No footage at " + FOOTAGE + ": set NIGHTJAR_FOOTAGE to try real pictures");

        JsonNode done = awaitFinal(report(clip, "video/webm", 22.5, 10));

        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(done.at("/findings/labels").findValuesAsString("name")).contains("person");
        assertThat(done.get("poster").asBoolean()).isTrue();
    }

    /** What a phone does: announce, send, report. Each twice, as after an answer that was lost. */
    private String report(Path clip, String type, double seconds, double preSeconds) throws Exception {
        String event = TestCallers.newId().toString();
        byte[] bytes = Files.readAllBytes(clip);
        Map<String, Object> announcement = Map.of(
                "sessionId", session,
                "at", "2026-03-01T08:00:02.000Z",
                "trigger", Map.of("type", "motion", "score", 0.03, "doubt", false),
                "clip",
                        Map.of(
                                "durationSeconds",
                                seconds,
                                "preSeconds",
                                preSeconds,
                                "postSeconds",
                                seconds - preSeconds,
                                "bytes",
                                bytes.length,
                                "contentType",
                                type,
                                "sha256",
                                HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(bytes))),
                "trace", Map.of("triggeredAt", "2026-03-01T08:00:02.010Z"));
        phone.put("/api/v1/events/" + event, announcement, 200);
        JsonNode upload =
                phone.put("/api/v1/events/" + event, announcement, 200).get("upload");
        URI grant = URI.create(upload.get("url").asString());
        assertThat(phone.send(grant, type, bytes)).isEqualTo(201);
        assertThat(phone.send(grant, type, bytes)).isEqualTo(409);
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
        return event;
    }

    private JsonNode awaitFinal(String event) throws Exception {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> List.of("done", "failed")
                        .contains(owner.get("/api/v1/events/" + event)
                                .get("state")
                                .asString()));
        return owner.get("/api/v1/events/" + event);
    }

    private static List<String> times(JsonNode event) {
        return List.of("announcedAt", "uploadedAt", "analysisStartedAt", "doneAt").stream()
                .map(step -> event.at("/trace/" + step).asString())
                .toList();
    }

    private void assertThePosterIsAPicture(String event) throws Exception {
        HttpResponse<byte[]> poster = owner.fetch(address("/api/v1/events/" + event + "/poster"), "");
        assertThat(poster.statusCode()).isEqualTo(200);
        assertThat(poster.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(Arrays.copyOf(poster.body(), 2)).containsExactly(0xFF, 0xD8);
    }

    private void assertTheClipPlaysAndSeeks(String event, byte[] sent) throws Exception {
        URI address = address("/api/v1/events/" + event + "/clip");
        HttpResponse<byte[]> whole = owner.fetch(address, "");
        assertThat(DigestUtils.md5DigestAsHex(whole.body())).isEqualTo(DigestUtils.md5DigestAsHex(sent));
        HttpResponse<byte[]> part = owner.fetch(address, "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(sent, 100, 200));
    }

    private URI address(String path) throws Exception {
        HttpResponse<byte[]> redirect = owner.fetch(URI.create(path), "");
        assertThat(redirect.statusCode()).isEqualTo(302);
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }
}
