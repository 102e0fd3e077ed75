package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of the program that we ship: health, metrics and the log, while an event takes its path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private TestDatabase database;
    private ShippedProgram program;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        program = ShippedProgram.start(folder, environment()).awaitStart();
    }

    @AfterAll
    void stop() {
        program.close();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("NIGHTJAR_DATABASE_URL", database.url());
        environment.put("NIGHTJAR_DATABASE_USERNAME", "postgres");
        environment.put("NIGHTJAR_OPERATOR_TOKEN", TOKEN);
        environment.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "1000");
        environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        return environment;
    }

    @Test
    void oneEventIsFollowedThroughLogAndMetrics() throws Exception {
        String event = takeOneEvent();

        assertThat(messages(event))
                .containsSubsequence(
                        "Event announced", "Event processing", "Analysis began", "Clip analysed", "Analysis ended");
        String metrics = metrics();
        for (String step : List.of(
                "triggerToAnnounced", "announcedToUploaded", "uploadedToAnalysis", "analysisToDone", "triggerToDone")) {
            assertThat(metrics).contains("nightjar_event_step_seconds_count{step=\"%s\"} 1".formatted(step));
        }
        assertThat(metrics)
                .contains("nightjar_events_total{reason=\"none\",state=\"uploading\"} 1.0")
                .contains("nightjar_events_total{reason=\"none\",state=\"done\"} 1.0")
                .contains("nightjar_clip_bytes_count 1")
                .contains("nightjar_credits_events_total{flow=\"settled\"} 1.0")
                .contains("nightjar_heartbeats_total{state=\"watching\"} 1.0")
                .contains("nightjar_jobs_waiting{job=\"analysis\"}")
                .contains("nightjar_jobs_oldest_seconds{job=\"analysis\"}")
                .contains("nightjar_cameras{state=\"blind\"}");
        assertThat(metrics.lines().filter(line -> ID.matcher(line).find())).isEmpty();
    }

    @Test
    void metricsAreForTheOperatorOnly() throws Exception {
        assertThat(program.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(program.get("/actuator/prometheus", "Authorization", "Bearer njo_guessed")
                        .statusCode())
                .isEqualTo(401);
        assertThat(program.get("/actuator/env", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(404);
        assertThat(program.get("/actuator/health/readiness").body()).doesNotContain("components");
        assertThat(readiness().body()).contains("\"db\"", "\"clips\"", "\"jobs\"", "\"model\"", "\"diskSpace\"");
    }

    @Test
    void withoutItsDatabaseItLivesAndIsNotReady() throws Exception {
        assertThat(readiness().statusCode()).isEqualTo(200);

        allowConnections(false);
        await().atMost(SOON).until(() -> readiness().statusCode() == 503);
        assertThat(status("db")).isEqualTo("DOWN");
        assertThat(program.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> program.output().contains("\"message\":\"Not ready\""));

        allowConnections(true);
        await().atMost(SOON).until(() -> readiness().statusCode() == 200);
        await().atMost(SOON).until(() -> program.output().contains("\"message\":\"Ready again\""));
    }

    @Test
    void withoutItsFolderOfClipsItIsNotReady() throws Exception {
        Path clips = folder.resolve("data/storage/incoming");
        Path away = Files.move(clips, clips.resolveSibling("away"));
        assertThat(readiness().statusCode()).isEqualTo(503);
        assertThat(status("clips")).isEqualTo("DOWN");

        Files.move(away, clips);
        assertThat(readiness().statusCode()).isEqualTo(200);
    }

    @Test
    void aStartWithoutRoomSaysWhatItLacks() throws Exception {
        Path other = Files.createDirectory(folder.resolve("full"));
        Map<String, String> environment = environment();
        environment.put("NIGHTJAR_DATABASE_URL", TestDatabase.create().url());
        environment.put("MANAGEMENT_HEALTH_DISKSPACE_THRESHOLD", "1000TB");

        try (ShippedProgram full = ShippedProgram.start(other, environment).awaitStart()) {
            assertThat(full.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            await().atMost(SOON).until(() -> full.output().contains("Not ready"));
            assertThat(full.output()).contains("diskSpace");
        }
    }

    private HttpResponse<String> readiness() throws Exception {
        return program.get("/actuator/health/readiness", "Authorization", "Bearer " + TOKEN);
    }

    private String status(String part) throws Exception {
        return JsonMapper.shared()
                .readTree(readiness().body())
                .at("/components/%s/status".formatted(part))
                .asString();
    }

    private String metrics() throws Exception {
        return program.get("/actuator/prometheus", "Authorization", "Bearer " + TOKEN)
                .body();
    }

    private List<String> messages(String event) {
        return program.output()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("event").asString("").equals(event))
                .map(line -> line.path("message").asString(""))
                .toList();
    }

    /** As a database that is stopped: those who are connected lose it, and nobody comes in. */
    private void allowConnections(boolean allowed) throws Exception {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        String other = database.url().replace(name, "postgres");
        try (Connection connection = DriverManager.getConnection(other, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(name, allowed));
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(name));
            }
        }
    }

    private String takeOneEvent() throws Exception {
        TestHttp owner = new TestHttp(program.port(), JsonMapper.shared());
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        TestHttp phone = new TestHttp(program.port(), JsonMapper.shared());
        JsonNode paired =
                phone.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        phone = phone.withToken(paired.get("token").asString());
        phone.post(
                "/api/v1/devices/" + paired.at("/device/id").asString() + "/heartbeat",
                Map.of("state", "watching"),
                200);
        String event = report(phone);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> owner.get("/api/v1/events/" + event)
                        .get("state")
                        .asString()
                        .equals("done"));
        await().atMost(SOON).until(() -> metrics().contains("step=\"triggerToDone\""));
        return event;
    }

    private String report(TestHttp phone) throws Exception {
        byte[] bytes = Files.readAllBytes(PersonClip.write(folder.resolve("clip.mp4")));
        String session = TestCallers.newId().toString();
        String event = TestCallers.newId().toString();
        String now = Clock.systemUTC().instant().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", now), 200);
        JsonNode announced = phone.put(
                "/api/v1/events/" + event,
                Map.of(
                        "sessionId", session,
                        "at", now,
                        "trigger", Map.of("type", "motion", "score", 0.03, "doubt", false),
                        "clip", clip(bytes),
                        "trace", Map.of("triggeredAt", now)),
                200);
        URI grant = URI.create(announced.at("/upload/url").asString());
        assertThat(phone.send(grant, "video/mp4", bytes)).isEqualTo(201);
        phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
        return event;
    }

    private static Map<String, Object> clip(byte[] bytes) throws Exception {
        return Map.of(
                "durationSeconds",
                PersonClip.SECONDS,
                "preSeconds",
                2,
                "postSeconds",
                PersonClip.SECONDS - 2,
                "bytes",
                bytes.length,
                "contentType",
                "video/mp4",
                "sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
}
