package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import dev.nightjar.inference.internal.VlmStub;
import dev.nightjar.queue.TestBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as several processes, each with one role: real ones, which are also killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

    private static final String CLIPS = "clip_uploaded";
    private static final Duration LONG = Duration.ofMinutes(3);

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), "postgres", ""));
    private final List<ShippedProgram> programs = new ArrayList<>();
    private final List<ShippedProgram> workers = new ArrayList<>();

    private TestBroker broker = TestBroker.shared();
    private TestHttp owner = new TestHttp(1, JsonMapper.shared());
    private TestHttp phone = owner;
    private Path folder = Path.of("");
    private String session = "";
    private byte[] clip = {};

    @BeforeAll
    void twoApisAPersonAndAPhoneThatWatches(@TempDir Path shared) throws Exception {
        folder = shared;
        broker = TestBroker.start(folder.resolve("broker"));
        ShippedProgram api = api().awaitStart();
        api().awaitStart();
        owner = new TestHttp(api.port(), JsonMapper.shared());
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        phone = new TestHttp(api.port(), JsonMapper.shared());
        JsonNode paired =
                phone.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        phone = phone.withToken(paired.get("token").asString());
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
        clip = Files.readAllBytes(PersonClip.write(folder.resolve("clip.mp4")));
    }

    @AfterEach
    void noWorkerIsLeft() {
        workers.forEach(ShippedProgram::close);
        workers.clear();
    }

    @AfterAll
    void end() {
        programs.forEach(ShippedProgram::close);
        broker.close();
    }

    @Test
    void aWorkerKnowsNoDatabaseAndServesItsHealth() throws Exception {
        ShippedProgram worker = worker().awaitStart();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                worker.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(200));
        assertThat(worker.get("/api/v1/server").statusCode()).isEqualTo(404);
        assertThat(worker.get("/").statusCode()).isEqualTo(404);
        assertThat(worker.output().toLowerCase(Locale.ROOT)).doesNotContain("flyway", "postgres", "hikari", "error");
    }

    @Test
    void aWorkerAsksTheModelThatItsEnvironmentNamesAndSaysNothingOfTheKey() throws Exception {
        String key = "a-key-that-nobody-may-see";
        try (VlmStub stub = new VlmStub()) {
            stub.then(VlmStub.person("A person walked through the kitchen."));
            ShippedProgram worker = worker(Map.of(
                    "NIGHTJAR_INFERENCE_VLM_BASEURL",
                    stub.address().toString(),
                    "NIGHTJAR_INFERENCE_VLM_APIKEY",
                    key,
                    "LOGGING_LEVEL_ROOT",
                    "debug"));

            List<String> events = reported(1);

            assertAllDoneOnce(events);
            assertThat(jdbc.sql("select findings ->> 'summary' from events where id = cast(? as uuid)")
                            .param(events.getFirst())
                            .query(String.class)
                            .single())
                    .isEqualTo("A person walked through the kitchen.");
            assertThat(stub.requests()).hasSize(1);
            assertThat(stub.requests().getFirst().headers()).containsEntry("authorization", "Bearer " + key);
            assertThat(worker.output()).contains("Vision model asked").doesNotContain(key);
        }
    }

    @Test
    void aWorkerIsNotReadyWithoutItsBroker() throws Exception {
        ShippedProgram alone = start(Map.of("NIGHTJAR_ROLE", "worker", "NIGHTJAR_QUEUE_ADDRESS", "amqp://127.0.0.1:1"));
        workers.add(alone);
        alone.awaitStart();

        assertThat(alone.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    }

    @Test
    void twoWorkersLookAtAllClipsOnceEach() throws Exception {
        worker();
        worker();
        List<String> events = reported(8);

        assertAllDoneOnce(events);
        assertEachLookedAtOnce(events);
    }

    @Test
    void nothingIsLostWhenAWorkerIsKilledInTheMiddle() throws Exception {
        ShippedProgram killed = worker();
        List<String> events = reported(4);
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> broker.inHands(CLIPS) > 0);
        killed.kill();
        worker();

        assertAllDoneOnce(events);
    }

    @Test
    void nothingIsLostWhenAnApiIsKilledInTheMiddle() throws Exception {
        worker();
        ShippedProgram killed = api().awaitStart();
        List<String> events = reported(4);
        killed.kill();
        programs.remove(killed);

        assertAllDoneOnce(events);
    }

    @Test
    void aWorkerThatIsAskedToEndLeavesNothingHalfDone() throws Exception {
        ShippedProgram ending = worker();
        List<String> events = reported(4);
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> broker.inHands(CLIPS) > 0);

        ending.terminate();

        assertThat(ending.awaitEnd()).isEqualTo(143);
        assertThat(broker.inHands(CLIPS)).isZero();
        worker();
        assertAllDoneOnce(events);
        assertEachLookedAtOnce(events);
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAwayForAMinute() throws Exception {
        worker().awaitStart();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        broker.stop();

        List<String> events = new ArrayList<>();
        await().atMost(LONG).pollInterval(Duration.ofSeconds(10)).until(() -> {
            events.addAll(reported(1));
            return System.nanoTime() > end;
        });
        assertThat(waits(events.getFirst())).isGreaterThan(2);
        broker.start();

        assertAllDoneOnce(events);
        assertEachLookedAtOnce(events);
    }

    @Test
    void aRoleAloneNeedsAQueue() throws Exception {
        try (ShippedProgram program = ShippedProgram.start(folder, Map.of(), "--nightjar.role=worker")) {
            assertThat(program.awaitEnd()).isNotZero();
            assertThat(program.output())
                    .contains("The role worker alone needs a queue", "Set nightjar.queue.kind to amqp or servicebus");
        }
    }

    @Test
    void aRoleThatThereIsNotStopsTheStart() throws Exception {
        try (ShippedProgram program = ShippedProgram.start(folder, Map.of(), "--nightjar.role=cook")) {
            assertThat(program.awaitEnd()).isNotZero();
            assertThat(program.output()).contains("There is no role 'cook'");
        }
    }

    private ShippedProgram api() {
        ShippedProgram api = start(Map.of(
                "NIGHTJAR_ROLE",
                "api",
                "NIGHTJAR_DATABASE_URL",
                database.url(),
                "NIGHTJAR_DATABASE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE",
                "5",
                "NIGHTJAR_QUEUE_ADDRESS",
                broker.address()));
        programs.add(api);
        return api;
    }

    private ShippedProgram worker() {
        return worker(Map.of());
    }

    private ShippedProgram worker(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Map.of("NIGHTJAR_ROLE", "worker", "NIGHTJAR_QUEUE_ADDRESS", broker.address()));
        environment.putAll(more);
        ShippedProgram worker = start(environment);
        workers.add(worker);
        return worker;
    }

    /** All share the data folder, as on one machine: it holds the clips and the key of their grants. */
    private ShippedProgram start(Map<String, String> environment) {
        return ShippedProgram.start(folder, environment, "--nightjar.queue.kind=amqp");
    }

    /** So many events whose clips are there. */
    private List<String> reported(int number) throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String event = TestCallers.newId().toString();
            JsonNode upload = phone.put("/api/v1/events/" + event, Announced.of(session, clip), 200)
                    .get("upload");
            assertThat(phone.send(URI.create(upload.get("url").asString()), "video/mp4", clip))
                    .isEqualTo(201);
            phone.post("/api/v1/events/" + event + "/uploaded", Map.of(), 200);
            events.add(event);
        }
        return events;
    }

    private void assertAllDoneOnce(List<String> events) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(events)
                        .allSatisfy(event -> assertThat(state(event)).isEqualTo("done")));
        await().atMost(LONG).until(() -> broker.count(CLIPS) == 0 && broker.count("clip_analysed") == 0);
        assertThat(events).allSatisfy(event -> assertThat(charges(event)).isEqualTo(1));
        assertThat(broker.count("DLQ")).isZero();
        assertThat(jdbc.sql("select count(*) from dead_letters")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** How often its job found that the broker was away. */
    private long waits(String event) {
        return programs.stream()
                .flatMap(api -> api.output().lines())
                .filter(line -> line.contains("Job waits for what it needs") && line.contains(event))
                .count();
    }

    private String state(String event) {
        return jdbc.sql("select state from events where id = cast(? as uuid)")
                .param(event)
                .query(String.class)
                .single();
    }

    private int charges(String event) {
        return jdbc.sql("select count(*) from credit_ledger where event = cast(? as uuid) and kind = 'settled'")
                .param(event)
                .query(Integer.class)
                .single();
    }

    /** By all workers of the test, ended ones included. */
    private void assertEachLookedAtOnce(List<String> events) {
        List<String> lines = workers.stream()
                .flatMap(worker -> worker.output().lines())
                .filter(line -> line.contains("Clip analysed"))
                .toList();
        assertThat(events)
                .allSatisfy(event -> assertThat(lines)
                        .filteredOn(line -> line.contains(event))
                        .hasSize(1));
    }
}
