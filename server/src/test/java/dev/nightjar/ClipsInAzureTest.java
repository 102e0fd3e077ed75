package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import dev.nightjar.storage.Azurite;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

/**
 * The whole program with its clips in Azure, as Azurite plays it. There a leave to send has no bound on size or type, and
 * the program sees nothing of the bytes: what is wrong is found when the phone reports it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClipsInAzureTest {

    private static final String CONTAINER = "whole";
    private static final String MP4 = "video/mp4";

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ClipStore store;

    private TestHttp owner;
    private TestHttp phone;
    private String session = "";
    private byte[] clip = {};
    private String event = "";
    private JsonNode grant;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry settings) {
        Azurite.shared()
                .settings(CONTAINER)
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> settings.add(pair[0], () -> pair[1]));
    }

    @BeforeAll
    void aPersonAndAPhoneThatWatches(@TempDir Path folder) throws Exception {
        owner = new TestHttp(port, json);
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        phone = new TestHttp(port, json);
        JsonNode paired =
                phone.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        phone = phone.withToken(paired.get("token").asString());
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
        clip = Files.readAllBytes(PersonClip.write(folder.resolve("clip.mp4")));
    }

    @BeforeEach
    void anEventIsAnnounced() throws Exception {
        event = TestCallers.newId().toString();
        grant = phone.put("/api/v1/events/" + event, Announced.of(session, clip), 200)
                .get("upload");
    }

    @Test
    void moreBytesThanAnnouncedAreRemovedAndTheRightClipCanBeSentAfter() throws Exception {
        assertThat(send(MP4, Arrays.copyOf(clip, clip.length + 5_000_000))).isEqualTo(201);

        assertIsRefusedAndGone();
        assertTheRightClipIsTaken();
    }

    @Test
    void fewerBytesThanAnnouncedAreRemovedAndTheRightClipCanBeSentAfter() throws Exception {
        assertThat(send(MP4, Arrays.copyOf(clip, clip.length - 1))).isEqualTo(201);

        assertIsRefusedAndGone();
        assertTheRightClipIsTaken();
    }

    @Test
    void anotherTypeIsRemovedAndTheRightClipCanBeSentAfter() throws Exception {
        assertThat(send("text/html", clip)).isEqualTo(201);

        assertIsRefusedAndGone();
        assertTheRightClipIsTaken();
    }

    @Test
    void aReportBeforeTheClipIsThereIsToldSo() throws Exception {
        JsonNode problem = phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 409);

        assertThat(problem.get("code").asString()).isEqualTo("clipMissing");
        assertTheRightClipIsTaken();
    }

    @Test
    void thePageMaySendToTheStoreAndShowWhatIsThere() throws Exception {
        URI endpoint = Azurite.shared().endpoint();
        String origin = endpoint.getScheme() + "://" + endpoint.getAuthority();

        Map<String, List<String>> policy = contentPolicy();

        assertThat(policy).allSatisfy((directive, sources) -> {
            if (List.of("img-src", "media-src", "connect-src").contains(directive)) {
                assertThat(sources).as(directive).contains("'self'", origin);
            } else {
                assertThat(sources).as(directive).noneMatch(source -> source.contains("//"));
            }
        });
        assertThat(policy).containsKeys("img-src", "media-src", "connect-src");
    }

    private void assertIsRefusedAndGone() throws Exception {
        assertThat(store.find(key())).isPresent();

        JsonNode problem = phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 422);

        assertThat(problem.get("code").asString()).isEqualTo("clipMismatch");
        assertThat(problem.get("detail").asString()).contains("%d bytes of video/mp4".formatted(clip.length));
        assertThat(store.find(key())).isEmpty();
        assertThat(state()).isEqualTo("uploading");
    }

    /** By the leave that a phone gets when it announces the event again. */
    private void assertTheRightClipIsTaken() throws Exception {
        grant = phone.put("/api/v1/events/" + event, Announced.of(session, clip), 200)
                .get("upload");
        assertThat(send(MP4, clip)).isEqualTo(201);
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
        await().atMost(Duration.ofMinutes(2)).until(() -> state().equals("done"));
        assertThat(store.find(key()).orElseThrow().bytes()).isEqualTo(clip.length);
    }

    private String state() throws Exception {
        return owner.get("/api/v1/events/" + event).get("state").asString();
    }

    private BlobKey key() {
        String path = URI.create(grant.get("url").asString()).getPath();
        return new BlobKey(path.substring(path.indexOf("/" + CONTAINER + "/") + CONTAINER.length() + 2));
    }

    /** As the leave says, but of this type. */
    private int send(String type, byte[] content) throws Exception {
        Map<String, String> headers = new HashMap<>();
        grant.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        headers.put("Content-Type", type);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(grant.get("url").asString()))
                .PUT(BodyPublishers.ofByteArray(content));
        headers.forEach(request::setHeader);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private Map<String, List<String>> contentPolicy() throws Exception {
        String header = owner.fetch(URI.create("/"), "")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        Map<String, List<String>> policy = new HashMap<>();
        for (String directive : header.split(";")) {
            List<String> words = List.of(directive.strip().split(" "));
            policy.put(words.getFirst(), words.subList(1, words.size()));
        }
        return policy;
    }
}
