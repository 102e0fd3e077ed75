package dev.nightjar.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@ApplicationModuleTest
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@Import({TestCallers.class, ProblemTest.Probe.class})
class ProblemTest {

    private static final Instant END = Instant.parse("2026-05-01T10:15:00.120Z");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Test
    void aLimitSaysWhatWasHitAndWhenItEnds() throws Exception {
        mvc.perform(get("/api/v1/probe/limit").with(callers.owner()))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "90"))
                .andExpect(header().string("Content-Type", "application/problem+json"))
                .andExpect(jsonPath("$.code").value("tooManyUploads"))
                .andExpect(jsonPath("$.limit").value(20))
                .andExpect(jsonPath("$.endsAt").value("2026-05-01T10:15:00.120Z"))
                .andExpect(jsonPath("$.detail").value("The plan takes 20 clips an hour."));
    }

    @Test
    void theFieldThatIsWrongIsNamed() throws Exception {
        send("{\"name\":\" \",\"size\":{\"width\":1}}")
                .andExpect(jsonPath("$.field").value("name"));
        send("{\"name\":\"x\",\"size\":{\"width\":-1}}")
                .andExpect(jsonPath("$.field").value("size.width"));
        send("{\"name\":\"x\",\"size\":{\"width\":\"wide\"}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"))
                .andExpect(jsonPath("$.field").value("size.width"));
    }

    @Test
    void whatIsNoJsonIsSaidToBeNone() throws Exception {
        send("{\"name\":")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"))
                .andExpect(jsonPath("$.detail").value("The body is not the JSON that is expected here."));
    }

    @Test
    void anIdOrParameterOfAWrongFormIsNamed() throws Exception {
        mvc.perform(get("/api/v1/probe/items/17").with(callers.owner()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("id"));
        mvc.perform(get("/api/v1/probe/page").with(callers.owner()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("limit"));
    }

    @Test
    void whatTheFrameworkRefusesIsAProblemToo() throws Exception {
        TestCallers.SignedIn owner = callers.owner();

        mvc.perform(get("/api/v1/nothing").with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("notFound"));
        mvc.perform(put("/api/v1/probe").with(owner))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", containsString("POST")))
                .andExpect(jsonPath("$.code").value("methodNotAllowed"));
        mvc.perform(post("/api/v1/probe")
                        .with(owner)
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.code").value("mediaTypeUnsupported"));
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() throws Exception {
        send("{\"name\":\"%s\"}".formatted("x".repeat(300_000)))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.code").value("requestTooLarge"))
                .andExpect(jsonPath("$.limit").value(256 * 1024));
    }

    @Test
    void aFaultOfOursIsLoggedOnceWithTheIdThatTheClientIsTold(CapturedOutput log) throws Exception {
        String answer = mvc.perform(get("/api/v1/probe/fault").with(callers.owner()))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.code").value("failed"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        String id = JsonPath.read(answer, "$.requestId");
        assertThat(answer).doesNotContain("the secret reason");
        assertThat(log.getOut().lines().filter(line -> line.contains("Request failed")))
                .singleElement()
                .asString()
                .contains("request=" + id);
    }

    @Test
    void aFaultSaysInTheLogWhichEventItIsAbout(CapturedOutput log) throws Exception {
        UUID event = TestCallers.newId();

        mvc.perform(get("/api/v1/probe/events/" + event + "/fault").with(callers.owner()))
                .andExpect(status().isInternalServerError());

        assertThat(log.getOut().lines().filter(line -> line.contains("Request failed")))
                .singleElement()
                .asString()
                .contains("event=" + event);
    }

    @Test
    void errorsOfABrowserEndAsOneLineEach(CapturedOutput log) throws Exception {
        TestCallers.Paired phone = callers.device(TestCallers.newAccount());
        String event = UUID.randomUUID().toString();

        mvc.perform(post("/api/v1/client-log")
                        .with(phone)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"entries":[{"at":"2026-05-01T10:15:00.000Z","code":"clipFailed",
                                "message":"a\\nb","eventId":"%s"}]}""".formatted(event)))
                .andExpect(status().isNoContent());

        assertThat(log.getOut().lines().filter(line -> line.contains("code=clipFailed")))
                .singleElement()
                .asString()
                .contains("a b", "event=" + event, "caller=device:" + phone.device());
    }

    @Test
    void aBatchOfErrorsIsBounded() throws Exception {
        log(callers.owner(), 51)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("entries"));
    }

    @Test
    void aCallerThatWritesTooMuchIntoTheLogIsToldToWait() throws Exception {
        TestCallers.SignedIn owner = callers.owner();
        for (int i = 0; i < 10; i++) {
            log(owner, 50).andExpect(status().isNoContent());
        }

        log(owner, 1)
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("tooManyEntries"))
                .andExpect(jsonPath("$.limit").value(500))
                .andExpect(header().exists("Retry-After"));
        log(callers.owner(), 50).andExpect(status().isNoContent());
    }

    private ResultActions log(TestCallers.SignedIn caller, int entries) throws Exception {
        String entry = "{\"at\":\"2026-05-01T10:15:00.000Z\",\"code\":\"x\",\"message\":\"m\"}";
        return mvc.perform(post("/api/v1/client-log")
                .with(caller)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"entries\":[%s]}".formatted(String.join(",", Collections.nCopies(entries, entry)))));
    }

    private ResultActions send(String body) throws Exception {
        return mvc.perform(post("/api/v1/probe")
                .with(callers.owner())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    record Size(@Positive int width) {}

    record Thing(@NotBlank String name, @Valid Size size) {}

    @RestController
    @RequestMapping("/api/v1/probe")
    static class Probe {

        @PostMapping
        Thing write(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @GetMapping("/items/{id}")
        String item(@PathVariable UUID id) {
            return id.toString();
        }

        @GetMapping("/page")
        int page(@RequestParam int limit) {
            return limit;
        }

        @GetMapping("/limit")
        void limit() {
            throw Problem.TOO_MANY_UPLOADS
                    .because("The plan takes %d clips an hour.", 20)
                    .withLimit(20)
                    .withEnd(END, Duration.ofSeconds(90));
        }

        @GetMapping({"/fault", "/events/{id}/fault"})
        void fault() {
            throw new IllegalStateException("the secret reason");
        }
    }
}
