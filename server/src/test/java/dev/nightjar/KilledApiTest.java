package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program is killed after each step of a phone, which hears nothing of it: it repeats that step, as after an answer
 * that was lost, to another process on the same data. And it is asked to end while a clip comes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledApiTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), "postgres", ""));

    private ShippedProgram program;
    private Path folder;
    private TestHttp phone;
    private String token = "";
    private String session = "";
    private byte[] clip = {};
    private String event = "";

    @BeforeAll
    void aPersonAndAPhoneThatWatches(@TempDir Path shared) throws Exception {
        folder = shared;
        program = start();
        TestHttp owner = new TestHttp(program.port(), JsonMapper.shared());
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        JsonNode paired = new TestHttp(program.port(), JsonMapper.shared())
                .post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        token = paired.get("token").asString();
        phone = phoneOf(program);
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
        clip = Files.readAllBytes(PersonClip.write(folder.resolve("clip.mp4")));
    }

    @BeforeEach
    void somethingMoves() {
        event = TestCallers.newId().toString();
    }

    @AfterAll
    void end() {
        program.close();
    }

    @Test
    void killedAfterTheEventWasAnnounced() throws Exception {
        announce();
        killAndStartAnother();

        send(announce(), 201);
        report();

        assertIsDoneOnce();
    }

    @Test
    void killedAfterTheClipWasSent() throws Exception {
        URI grant = announce();
        send(grant, 201);
        killAndStartAnother();

        send(grant, 409);
        report();

        assertIsDoneOnce();
    }

    @Test
    void killedAfterTheClipWasReported() throws Exception {
        send(announce(), 201);
        report();
        killAndStartAnother();

        report();

        assertIsDoneOnce();
    }

    @Test
    void askedToEndWhileAClipComesItTakesTheRestOfIt() throws Exception {
        URI grant = announce();
        try (SlowUpload upload = begin(grant)) {
            program.terminate();
            await().atMost(LONG).until(this::takesNobody);
            assertThat(upload.finish()).isEqualTo(201);
        }
        assertThat(program.awaitEnd()).isEqualTo(143);
        assertThat(unfinishedFiles()).isZero();
        startAnother();

        send(grant, 409);
        report();

        assertIsDoneOnce();
    }

    @Test
    void askedToEndWhileAClipComesTooSlowlyItKeepsNothingOfIt() throws Exception {
        try (SlowUpload upload = begin(announce())) {
            program.terminate();
            await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> isBrokenOff(upload));
        }
        assertThat(program.awaitEnd()).isEqualTo(143);
        assertThat(unfinishedFiles()).isZero();
        startAnother();

        send(announce(), 201);
        report();

        assertIsDoneOnce();
    }

    @Test
    void anotherProcessThatStartsOnTheSameDataLeavesAClipThatComesAlone() throws Exception {
        try (SlowUpload upload = begin(announce());
                ShippedProgram another = start()) {
            assertThat(another.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(upload.finish()).isEqualTo(201);
        }
        report();

        assertIsDoneOnce();
    }

    private SlowUpload begin(URI grant) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + program.port()).resolve(grant);
        SlowUpload upload = SlowUpload.begin(address, Map.of("Content-Type", "video/mp4"), clip);
        upload.send(clip.length / 2);
        await().atMost(LONG).until(() -> unfinishedFiles() > 0);
        return upload;
    }

    private static boolean isBrokenOff(SlowUpload upload) {
        try {
            upload.send(10);
            return false;
        } catch (IOException brokenOff) {
            return true;
        }
    }

    private boolean takesNobody() throws Exception {
        try {
            program.get("/actuator/health/liveness");
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private long unfinishedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/storage/incoming"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("content."))
                    .count();
        }
    }

    private ShippedProgram start() {
        Map<String, String> environment = Map.of(
                "NIGHTJAR_DATABASE_URL",
                database.url(),
                "NIGHTJAR_DATABASE_USERNAME",
                "postgres",
                // a third of what the product gives to what is under way when it is asked to end
                "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE",
                "5s");
        return ShippedProgram.start(folder, environment).awaitStart();
    }

    private void killAndStartAnother() throws Exception {
        program.kill();
        startAnother();
    }

    private void startAnother() throws Exception {
        program = start();
        phone = phoneOf(program);
    }

    private TestHttp phoneOf(ShippedProgram server) throws Exception {
        return new TestHttp(server.port(), JsonMapper.shared()).withToken(token);
    }

    /** The address to send the clip to. */
    private URI announce() throws Exception {
        JsonNode announced = phone.put("/api/v1/events/" + event, Announced.of(session, clip), 200);
        assertThat(announced.at("/event/id").asString()).isEqualTo(event);
        return URI.create(announced.at("/upload/url").asString());
    }

    private void send(URI grant, int status) throws Exception {
        assertThat(phone.send(grant, "video/mp4", clip)).isEqualTo(status);
    }

    private void report() throws Exception {
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
    }

    private void assertIsDoneOnce() throws Exception {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(rows("events", "id", "state")).containsExactly("done"));
        assertThat(rows("credit_ledger", "event", "kind")).containsExactlyInAnyOrder("reserved", "settled");
        assertThat(jdbc.sql("select count(*) from dead_letters")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from events").query(Long.class).single())
                .isEqualTo(jdbc.sql("select count(*) from credit_ledger where kind = 'settled'")
                        .query(Long.class)
                        .single())
                .isEqualTo(keptClips());
    }

    private List<String> rows(String table, String key, String column) {
        return jdbc.sql("select %s from %s where %s = cast(? as uuid)".formatted(column, table, key))
                .param(event)
                .query(String.class)
                .list();
    }

    /** How many files hold the clip as it was sent. */
    private long keptClips() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data/storage"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() >= clip.length)
                    .count();
        }
    }
}
