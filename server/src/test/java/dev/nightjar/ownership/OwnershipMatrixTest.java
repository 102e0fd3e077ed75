package dev.nightjar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.test.context.TestPropertySource;

/**
 * Every route of the interface, asked by everybody who could: the answers are those of {@code docs/ownership.md}, and
 * nobody outside of a household learns or changes anything of it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"nightjar.accounts.open=true", "nightjar.webpush.endpoints-anywhere=true"})
@Import({TestCallers.class, TestClock.class, Households.class, OneAddress.class, Questions.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnershipMatrixTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Households households;

    @Autowired
    private Questions questions;

    private final Description description = Description.read();
    private final Map<String, List<String>> answered = new LinkedHashMap<>();
    private OwnershipTable table;
    private URI server;

    @BeforeAll
    void readTheTable() throws IOException {
        table = OwnershipTable.read();
        server = URI.create("http://127.0.0.1:" + port);
    }

    @AfterAll
    void print() {
        System.out.println(OwnershipTable.head());
        answered.forEach((route, answers) -> System.out.println(OwnershipTable.row(route, answers)));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAnswersEverybodyAsDocumented() {
        return description.routes().stream().map(route -> DynamicTest.dynamicTest(route.name(), () -> check(route)));
    }

    @Test
    void noRowIsOfARouteThatIsGone() {
        assertThat(table.routes())
                .as("docs/ownership.md has rows of routes that api/openapi.yaml has not: take them out")
                .isSubsetOf(description.routes().stream().map(Route::name).toList());
    }

    private void check(Route route) throws Exception {
        List<String> answers = new ArrayList<>();
        Household household = households.make(server);
        Household strangers = households.make(server);
        for (Caller caller : Caller.values()) {
            if (!caller.isOutsider()) {
                household = households.make(server);
            }
            if (caller == Caller.STRANGERS_DEVICE) {
                strangers = households.make(server);
            }
            answers.add(ask(route, caller, household, strangers));
        }
        answered.put(route.name(), answers);
        assertThat(answers)
                .as(
                        "%s is answered otherwise than docs/ownership.md says. If this is right, its row is:%n%s",
                        route.name(), OwnershipTable.row(route.name(), answers))
                .isEqualTo(table.answers(route.name()));
    }

    private String ask(Route route, Caller caller, Household household, Household strangers) throws Exception {
        String before = questions.stateOf(household.account());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = questions.ask(client, server, route, caller, household, strangers);
            if (caller.isOutsider() && !Questions.bringsLeave(caller, route)) {
                assertThat(questions.stateOf(household.account()))
                        .as("what the household has, after %s of %s", route.name(), caller.words())
                        .isEqualTo(before);
                assertThat(answer.body()).doesNotContain(questions.secretsOf(household, route));
            }
            return questions.outcome(caller, answer);
        }
    }
}
