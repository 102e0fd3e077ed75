package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.internal.PersonClip;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as it is shipped, with a database of its own, while things go wrong around it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String PASSWORD = "a long way home";

    private static final String PREVIEW = "multipart/form-data; boundary=between";

    private RestartedDatabase database;
    private JdbcClient jdbc;
    private ShippedProgram program;
    private TestHttp owner;
    private TestHttp phone;
    private String session = "";
    private byte[] clip = {};

    @BeforeAll
    void aPersonAndAPhoneThatWatches(@TempDir Path folder) throws Exception {
        database = RestartedDatabase.start(folder.resolve("postgres"));
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), "postgres", ""));
        program = ShippedProgram.start(
                        folder,
                        Map.of("NIGHTJAR_DATABASE_URL", database.url(), "NIGHTJAR_DATABASE_USERNAME", "postgres"),
                        "--nightjar.accounts.open=true")
                .awaitStart();
        owner = browser();
        owner.post("/api/v1/people", person("ana@example.org"), 201);
        JsonNode paired = browser().post("/api/v1/devices", Map.of("code", pairingCode()), 201);
        phone = browser().withToken(paired.get("token").asString());
        session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
        clip = Files.readAllBytes(PersonClip.write(folder.resolve("clip.mp4")));
    }

    @AfterAll
    void end() throws Exception {
        program.close();
        database.close();
    }

    @Test
    void eachStepOfAnEventTenTimesAtOnceHappensOnce() throws Exception {
        String event = TestCallers.newId().toString();
        String path = "/api/v1/events/" + event;

        assertThat(tenTimes(() -> phone.ask("PUT", path, Announced.of(session, clip))))
                .containsOnly(200);
        URI grant = grant(event);
        assertThat(AtOnce.call(10, i -> () -> phone.send(grant, "video/mp4", clip)))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(tenTimes(() -> phone.ask("POST", path + "/uploaded", Map.of())))
                .containsOnly(200);
        awaitDone(event);
        assertThat(tenTimes(() -> owner.ask("POST", path + "/analysis", Map.of())))
                .as("what is done is not done again")
                .containsOnly(409);
        assertThat(count("select count(*) from events where id = cast(? as uuid)", event))
                .isEqualTo(1);
        assertThat(settled(event)).isEqualTo(1);

        assertThat(tenTimes(() -> owner.ask("DELETE", path, Map.of())))
                .containsOnlyOnce(204)
                .allMatch(status -> status == 204 || status == 404);
        assertThat(count("select count(*) from events where id = cast(? as uuid)", event))
                .isZero();
    }

    @Test
    void anAnalysisAskedForAgainTenTimesAtOnceBeginsOnce() throws Exception {
        byte[] noVideo = "not a video".getBytes(StandardCharsets.UTF_8);
        String event = TestCallers.newId().toString();
        String path = "/api/v1/events/" + event;
        JsonNode announced = phone.put(path, Announced.of(session, noVideo), 200);
        URI grant = URI.create(announced.at("/upload/url").asString());
        assertThat(phone.send(grant, "video/mp4", noVideo)).isEqualTo(201);
        phone.post(path + "/uploaded", Map.of(), 200);
        await().atMost(LONG).until(() -> state(event).equals("failed"));

        // held until they all ask: it would fail again at once, and could then be asked for again
        try (Connection holding = held(event)) {
            List<Integer> answers = AtOnce.call(
                    11,
                    i -> i == 0
                            ? () -> letGo(holding)
                            : () -> owner.ask("POST", path + "/analysis", Map.of())
                                    .statusCode());
            assertThat(answers.subList(1, 11)).containsOnly(200);
        }
        await().atMost(LONG).until(() -> state(event).equals("failed"));
        assertThat(count("select analysis_round from events where id = cast(? as uuid)", event))
                .isEqualTo(2);
        assertThat(settled(event)).isZero();
    }

    @Test
    void aPreviewTenTimesAtOnceMakesOneEventThatIsRestoredOnce() throws Exception {
        String event = TestCallers.newId().toString();
        String path = "/api/v1/events/" + event;

        assertThat(tenTimes(() -> phone.ask("POST", path + "/preview", PREVIEW, preview())))
                .containsOnly(200);
        assertThat(count("select count(*) from events where id = cast(? as uuid)", event))
                .isEqualTo(1);
        assertThat(count("select previews from events where id = cast(? as uuid)", event))
                .isEqualTo(1);

        jdbc.sql("update events set state = 'dismissed' where id = cast(? as uuid)")
                .param(event)
                .update();
        assertThat(tenTimes(() -> owner.ask("POST", path + "/restore", Map.of())))
                .contains(200)
                .allMatch(status -> status == 200 || status == 409);
        assertThat(owner.get(path).get("state").asString()).isEqualTo("announced");
    }

    @Test
    void onePhoneIsPairedByTenRequestsWithOneCode() throws Exception {
        int before = count("select count(*) from devices");
        String code = pairingCode();

        assertThat(tenTimes(() -> browser().ask("POST", "/api/v1/devices", Map.of("code", code))))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 404);
        assertThat(count("select count(*) from devices")).isEqualTo(before + 1);
    }

    @Test
    void tenSignUpsWithOneAddressMakeOnePersonWhoJoinsOnce() throws Exception {
        List<TestHttp> browsers = Stream.generate(this::browser).limit(10).toList();
        assertThat(statuses(AtOnce.call(
                        10, i -> () -> browsers.get(i).ask("POST", "/api/v1/people", person("bob@example.org")))))
                .containsOnlyOnce(201)
                // the last ones may be more than an address may send in an hour
                .allMatch(status -> List.of(201, 409, 429).contains(status));
        assertThat(count("select count(*) from persons where email = ?", "bob@example.org"))
                .isEqualTo(1);

        TestHttp bob = browser();
        bob.post("/api/v1/sign-ins", person("bob@example.org"), 201);
        int before = count("select count(*) from memberships");
        String invitation = owner.post("/api/v1/invitations", Map.of("role", "monitor"), 201)
                .get("code")
                .asString();
        assertThat(tenTimes(() -> bob.ask("POST", "/api/v1/members", Map.of("code", invitation))))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 403);
        assertThat(count("select count(*) from memberships")).isEqualTo(before + 1);
    }

    /** By an immediate stop, which finishes no transaction, and by a fast one, which ends them. */
    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "INT"})
    void aDatabaseThatIsStoppedWhileEventsAreTakenLosesNothing(String signal) throws Exception {
        List<String> events = newEvents();
        Queue<HttpResponse<String>> refusals = new ConcurrentLinkedQueue<>();

        reportWhile(() -> stopUntilRefused(signal, events, refusals), events, refusals);

        assertThat(refusals).isNotEmpty();
        assertNothingIsLost(events, refusals);
    }

    /** After each of them the database ends all connections, and looks through its journal before it takes new ones. */
    @Test
    void aDatabaseWhoseProcessesAreKilledWhileEventsAreTakenLosesNothing() throws Exception {
        List<String> events = newEvents();
        Queue<HttpResponse<String>> refusals = new ConcurrentLinkedQueue<>();

        reportWhile(() -> killProcesses(3, events), events, refusals);

        assertNothingIsLost(events, refusals);
    }

    private static List<String> newEvents() {
        return Stream.generate(() -> TestCallers.newId().toString()).limit(6).toList();
    }

    /** As phones do at once; fails when the fault could not be made. */
    private void reportWhile(Callable<Boolean> fault, List<String> events, Queue<HttpResponse<String>> refusals)
            throws Exception {
        AtOnce.call(events.size() + 1, i -> i == 0 ? fault : () -> report(events.get(i - 1), refusals));
    }

    private void assertNothingIsLost(List<String> events, Queue<HttpResponse<String>> refusals) {
        assertThat(refusals).allSatisfy(refused -> {
            assertThat(refused.statusCode())
                    .as(() -> refused.body() + program.output())
                    .isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("\"busy\"");
        });
        await().atMost(LONG).until(() -> ready() == 200);
        for (String event : events) {
            awaitDone(event);
            assertThat(settled(event)).isEqualTo(1);
        }
    }

    private boolean stopUntilRefused(String signal, List<String> events, Queue<HttpResponse<String>> refusals)
            throws Exception {
        await().atMost(LONG).until(() -> known(events) > 0);
        database.stop(signal);
        await().atMost(LONG).until(() -> !refusals.isEmpty());
        assertThat(program.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        await().atMost(LONG).until(() -> ready() == 503);
        database.startAgain();
        return true;
    }

    private boolean killProcesses(int times, List<String> events) throws Exception {
        for (int killed = 1; killed <= times; killed++) {
            int least = killed;
            // the kill before may still keep the database from answering
            RestartedDatabase.kill(await().atMost(LONG)
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> known(events) >= least ? processes() : List.<Long>of(), found -> !found.isEmpty())
                    .getFirst());
        }
        return true;
    }

    /** Of the database, that serve the program. */
    private List<Long> processes() {
        return jdbc.sql("""
                        select pid from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid() order by query_start desc
                        """).query(Long.class).list();
    }

    private int known(List<String> events) {
        return count(
                "select count(*) from events where id = any(cast(? as uuid[]))", "{" + String.join(",", events) + "}");
    }

    /** As a phone does: each step again and again until it is taken. */
    private boolean report(String event, Queue<HttpResponse<String>> refusals) {
        String path = "/api/v1/events/" + event;
        HttpResponse<String> announced = repeat(() -> phone.ask("PUT", path, Announced.of(session, clip)), refusals);
        URI grant = URI.create(
                JsonMapper.shared().readTree(announced.body()).at("/upload/url").asString());
        await().atMost(LONG).until(() -> List.of(201, 409).contains(phone.send(grant, "video/mp4", clip)));
        repeat(() -> phone.ask("POST", path + "/uploaded", Map.of()), refusals);
        return true;
    }

    private static HttpResponse<String> repeat(Request request, Queue<HttpResponse<String>> refusals) {
        return await().atMost(LONG)
                .until(
                        () -> {
                            HttpResponse<String> answer = request.send();
                            if (answer.statusCode() != 200) {
                                refusals.add(answer);
                            }
                            return answer;
                        },
                        answer -> answer.statusCode() == 200);
    }

    private static List<Integer> tenTimes(Request request) throws Exception {
        return statuses(AtOnce.call(10, i -> request::send));
    }

    private static List<Integer> statuses(List<HttpResponse<String>> answers) {
        return answers.stream().map(HttpResponse::statusCode).toList();
    }

    /** One that has the token against requests of other sites. */
    private TestHttp browser() {
        try {
            TestHttp browser = new TestHttp(program.port(), JsonMapper.shared());
            browser.get("/api/v1/server");
            return browser;
        } catch (Exception exception) {
            throw new IllegalStateException(exception);
        }
    }

    private String pairingCode() throws Exception {
        return owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201)
                .get("code")
                .asString();
    }

    private URI grant(String event) throws Exception {
        return URI.create(phone.put("/api/v1/events/" + event, Announced.of(session, clip), 200)
                .at("/upload/url")
                .asString());
    }

    private void awaitDone(String event) {
        await().atMost(LONG).until(() -> state(event).equals("done"));
    }

    private String state(String event) {
        return jdbc.sql("select state from events where id = cast(? as uuid)")
                .param(event)
                .query(String.class)
                .single();
    }

    /** Keeps others from changing it until it is let go. */
    private Connection held(String event) throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from events where id = cast(? as uuid) for update")) {
            lock.setString(1, event);
            lock.execute();
        }
        return connection;
    }

    /** Once several wait for it. */
    private int letGo(Connection holding) throws SQLException {
        await().atMost(LONG)
                .until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= 5);
        holding.rollback();
        return 0;
    }

    private int ready() throws Exception {
        return program.get("/actuator/health/readiness").statusCode();
    }

    private int settled(String event) {
        return count("select count(*) from credit_ledger where event = cast(? as uuid) and kind = 'settled'", event);
    }

    private int count(String query, Object... parameters) {
        return jdbc.sql(query).params(parameters).query(Integer.class).single();
    }

    private static Map<String, Object> person(String email) {
        return Map.of("email", email, "password", PASSWORD);
    }

    /** What happened, and one frame that is a picture by its first bytes only. */
    private byte[] preview() {
        String said = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("sessionId", session, "at", "2026-03-01T08:00:02.000Z", "trigger", Announced.TRIGGER));
        String body = """
                --between
                Content-Disposition: form-data; name="announcement"
                Content-Type: application/json

                %s
                --between
                Content-Disposition: form-data; name="frame"; filename="frame.jpg"
                Content-Type: image/jpeg

                \u00ff\u00d8\u00ff\u00e0frame
                --between--
                """;
        return body.formatted(said).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One request that may be sent again. */
    private interface Request {
        HttpResponse<String> send() throws Exception;
    }
}
