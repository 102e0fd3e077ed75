package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** The HTTP interface as one file, from which the client's types are made, and what holds for every route in it. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({OpenApiDescription.class, TestCallers.class})
@TestPropertySource(
        properties = {
            "springdoc.api-docs.enabled=true",
            "springdoc.paths-to-match=/api/v1/**",
            "springdoc.writer-with-order-by-keys=true",
            "springdoc.default-produces-media-type=application/json",
            "springdoc.override-with-generic-response=false"
        })
class OpenApiTest {

    private static final Path FILE = Path.of("..", "api", "openapi.yaml");

    private static final Set<String> FOR_ANYONE = Set.of(
            "GET /api/v1/server",
            "POST /api/v1/people",
            "POST /api/v1/sign-ins",
            "POST /api/v1/devices",
            "POST /api/v1/invitations/lookup",
            "POST /api/v1/password-resets",
            "POST /api/v1/passwords");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Test
    void theCommittedDescriptionIsFresh() throws Exception {
        String written = read("/v3/api-docs.yaml");
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!written.equals(committed)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, written);
        }

        assertThat(committed)
                .as("api/openapi.yaml was stale and has been written anew: commit it, and the types made from it")
                .isEqualTo(written);
    }

    @Test
    void noRouteAnswersWhoIsNotSignedIn() throws Exception {
        List<String> open = new ArrayList<>();
        for (String route : routes()) {
            MockHttpServletResponse answer = call(route, null);
            if (answer.getStatus() != 401 && !FOR_ANYONE.contains(route)) {
                open.add(route + " answers " + answer.getStatus());
            }
        }

        assertThat(open).isEmpty();
    }

    @Test
    void noRouteKnowsTheIdsOfOtherAccounts() throws Exception {
        TestCallers.SignedIn stranger = callers.owner();
        List<String> leaking = new ArrayList<>();
        for (String route : routes()) {
            if (!route.contains("{id}")) {
                continue;
            }
            int status = call(route, stranger).getStatus();
            if (status < 400 || status >= 500) {
                leaking.add(route + " answers " + status);
            }
        }

        assertThat(leaking).isEmpty();
    }

    private List<String> routes() throws Exception {
        Map<String, Map<String, Object>> paths = JsonPath.read(read("/v3/api-docs"), "$.paths");
        List<String> routes = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
        assertThat(routes).hasSizeGreaterThan(20).containsAll(FOR_ANYONE);
        return routes;
    }

    private MockHttpServletResponse call(String route, TestCallers.@Nullable SignedIn caller) throws Exception {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        var request = request(HttpMethod.valueOf(parts[0]), path)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}");
        return mvc.perform(caller == null ? request : request.with(caller))
                .andReturn()
                .getResponse();
    }

    private String read(String path) throws Exception {
        MockHttpServletResponse answer = mvc.perform(get(path)).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
