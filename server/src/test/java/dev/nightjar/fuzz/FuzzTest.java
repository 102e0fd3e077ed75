package dev.nightjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import dev.nightjar.ownership.Asked;
import dev.nightjar.ownership.Caller;
import dev.nightjar.ownership.Description;
import dev.nightjar.ownership.Household;
import dev.nightjar.ownership.Households;
import dev.nightjar.ownership.OneAddress;
import dev.nightjar.ownership.OwnershipTable;
import dev.nightjar.ownership.Questions;
import dev.nightjar.ownership.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route is sent what no honest client sends, by those whom it answers otherwise. None of it is a fault of the
 * server, no answer tells how the server is made, and what was refused leaves nothing behind. The requests follow from
 * {@code api/openapi.yaml} and a seed, which {@code -Dfuzz.seed=NUMBER} changes.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "nightjar.accounts.open=true")
@Import({TestCallers.class, TestClock.class, Households.class, OneAddress.class, Questions.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20260301L);
    private static final int BODIES_PER_ROUTE = 60;

    /** A transfer coding and a version of HTTP that are not spoken here: said by the socket, before there is a request. */
    private static final Set<Integer> PROTOCOL_ONLY = Set.of(501, 505);

    private static final String JSON = "Content-Type: application/json";

    /** Names of classes and of the database, statements, paths, stack traces; what was sent may be said again. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i)(exception|\\b(java|javax|jakarta|org|com|dev|tools)\\.[a-z]+\\.|tomcat|apache|spring|jackson|hibernate"
                    + "|postgres|jdbc|\\bsql\\b|select .* from|insert into|constraint|at line|column: |"
                    + "\\.java|\\bat [a-z.]+\\(|/(tmp|home|root|usr|etc|var)/)");

    @LocalServerPort
    private int port;

    @Autowired
    private Households households;

    @Autowired
    private Questions questions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private final Description description = Description.read();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private OwnershipTable table;
    private URI server;
    private RawHttp http;

    @BeforeAll
    void readTheTable() throws IOException {
        table = OwnershipTable.read();
        server = URI.create("http://127.0.0.1:" + port);
        http = new RawHttp(port);
    }

    @AfterAll
    void print() {
        System.out.println("Answers of the fuzzed routes, by status: " + statuses);
    }

    @TestFactory
    Stream<DynamicTest> noRouteFailsOrTellsOrKeepsWhatItRefused() {
        return description.routes().stream().map(route -> DynamicTest.dynamicTest(route.name(), () -> fuzz(route)));
    }

    @Test
    void requestsThatAreNoHttpAreRefusedQuietly() throws Exception {
        long rows = questions.rows();
        for (String request : NoHttp.REQUESTS) {
            check(request, http.send(request.getBytes(StandardCharsets.ISO_8859_1)));
        }
        assertThat(questions.rows()).isLessThanOrEqualTo(rows);
    }

    /** What a second round leaves in memory, after a first one has filled what is kept on purpose. */
    @Test
    void memoryDoesNotGrow() throws Exception {
        Route route = description.routes().stream()
                .filter(each -> each.name().equals("PUT /api/v1/events/{id}"))
                .findFirst()
                .orElseThrow();
        fuzz(route);
        long before = usedBytes();
        fuzz(route);
        assertThat(usedBytes() - before).isLessThan(16_000_000);
    }

    private void fuzz(Route route) throws Exception {
        Household household = households.make(server);
        Random random = new Random(SEED ^ route.name().hashCode());
        Caller caller = table.whoMay(route.name());
        List<byte[]> requests = requests(route, caller, household, random);
        long before = questions.rows();
        int taken = 0;
        for (byte[] request : requests) {
            questions.forgetTries();
            RawHttp.Answer answer = http.send(request);
            check(shown(request), answer);
            taken += answer.status() < 400 ? 1 : 0;
        }
        assertThat(questions.rows() - before)
                .as("rows that %d requests left, of which %d were taken", requests.size(), taken)
                .isLessThanOrEqualTo(8L * taken);
    }

    private List<byte[]> requests(Route route, Caller caller, Household household, Random random) throws Exception {
        String target = route.at(Asked.path(route, household));
        List<byte[]> requests = new ArrayList<>();
        List<String> credentials = questions.credentials(caller, household);
        for (String parameter : Hostile.PARAMETERS) {
            for (String name : route.inPath()) {
                Map<String, String> values = new java.util.HashMap<>(Asked.path(route, household));
                values.put(name, parameter);
                requests.add(RequestBytes.of(route.method(), route.at(values), with(credentials, JSON), bytes("{}")));
            }
            for (Route.Parameter name : route.parameters()) {
                if (name.in().equals("query")) {
                    requests.add(RequestBytes.of(
                            route.method(), target + "?" + name.name() + "=" + parameter, credentials, new byte[0]));
                }
            }
        }
        Function<byte[], byte[]> whole = body -> random.nextInt(4) == 0
                ? RequestBytes.chunked(route.method(), target, with(credentials, JSON), body)
                : RequestBytes.of(route.method(), target, with(credentials, JSON), body);
        if (route.takes(MediaType.APPLICATION_JSON_VALUE)) {
            Map<String, String> known = Asked.body(route, household, household.camera());
            Mutations mutations = new Mutations(description, json, random);
            mutations.bodies(route, known, BODIES_PER_ROUTE).stream().map(whole).forEach(requests::add);
            Hostile.BODIES.stream().map(whole).forEach(requests::add);
        }
        if (route.takes(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            for (HostileParts.Form form :
                    HostileParts.forms(household.camera().session().toString())) {
                requests.add(
                        RequestBytes.of(route.method(), target, with(credentials, form.contentType()), form.body()));
                requests.add(RequestBytes.chunked(
                        route.method(), target, with(credentials, form.contentType()), form.body()));
            }
        }
        for (String header : Hostile.HEADERS) {
            requests.add(RequestBytes.of(route.method(), target, with(credentials, header), bytes("{}")));
        }
        for (String odd :
                List.of(target + "/", target + ";a=b", "/" + target, target + "/..", target + "%2f..", target + "//")) {
            requests.add(RequestBytes.of(route.method(), odd, credentials, new byte[0]));
        }
        return requests;
    }

    private void check(String request, RawHttp.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        assertThat(answer.status())
                .as("%s%nwas answered %s", request, answer.body())
                .matches(status -> status < 500 || PROTOCOL_ONLY.contains(status), "is no fault of the server");
        if (answer.status() >= 400) {
            assertThat(TELLING.matcher(answer.body())
                            .results()
                            .map(MatchResult::group)
                            .filter(told -> !request.contains(told)))
                    .as("what the answer tells, of %s%n%s", request, answer.body())
                    .isEmpty();
            assertThat(answer.body().length()).as(request).isLessThan(2_000);
            if (answer.isProblem()) {
                assertThat(json.readTree(answer.body()).path("code").asString(""))
                        .isNotEmpty();
            }
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static List<String> with(List<String> headers, String more) {
        return Stream.concat(headers.stream(), Stream.of(more)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Enough of a request to send it again by hand. */
    private static String shown(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text;
    }
}
