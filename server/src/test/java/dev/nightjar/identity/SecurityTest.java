package dev.nightjar.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, SecurityTest.Probe.class, SecurityTest.OperatorProbe.class})
@TestPropertySource(properties = "nightjar.identity.address=https://nightjar.example.org")
class SecurityTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private SignIns signIns;

    @Autowired
    private DeviceTokens tokens;

    @Autowired
    private OperatorSettings operator;

    @Test
    void whoIsNotSignedInIsToldSoAsAProblem() throws Exception {
        mvc.perform(get("/api/v1/probe"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("Content-Type", "application/problem+json"))
                .andExpect(jsonPath("$.type").value("about:blank"))
                .andExpect(jsonPath("$.status").value(401))
                .andExpect(jsonPath("$.code").value("notSignedIn"))
                .andExpect(jsonPath("$.requestId").isNotEmpty());
    }

    @Test
    void aPersonIsKnownByTheCookie() throws Exception {
        SignedIn owner = callers.owner();

        mvc.perform(get("/api/v1/probe").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.account").value(owner.account().toString()));
    }

    @Test
    void anEndedSignInIsUnknown() throws Exception {
        SignedIn owner = callers.owner();
        signIns.end(owner.caller().signIn());

        mvc.perform(get("/api/v1/probe").with(owner)).andExpect(status().isUnauthorized());
    }

    @Test
    void aSignInEndsThirtyDaysAfterItWasLastUsed() throws Exception {
        SignedIn person = callers.owner();
        for (int month = 0; month < 3; month++) {
            clock.pass(Duration.ofDays(29));
            mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isOk());
        }

        clock.pass(Duration.ofDays(30));
        mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isUnauthorized());
    }

    @Test
    void aClockThatJumpsByAnHourOrADayEndsNoSignIn() throws Exception {
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofDays(1))) {
            SignedIn person = callers.owner();
            for (Duration step : List.of(jump, jump.negated(), jump.negated(), jump)) {
                clock.pass(step);
                mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isOk());
            }
        }
    }

    @Test
    void aSignInThatWasUsedWhileTheClockWasYearsAheadEndsThirtyDaysAfterItsLastUse() throws Exception {
        SignedIn person = signedInWhileTheClockWasYearsAhead();
        mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isOk());

        clock.pass(Duration.ofDays(30));
        mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isUnauthorized());
    }

    @Test
    void aSignInOfAClockThatWasYearsAheadEndsAlsoWhenNobodyUsesIt() throws Exception {
        SignedIn person = signedInWhileTheClockWasYearsAhead();
        signIns.dropExpired();

        clock.pass(Duration.ofDays(30));
        mvc.perform(get("/api/v1/probe").with(person)).andExpect(status().isUnauthorized());
    }

    private SignedIn signedInWhileTheClockWasYearsAhead() {
        Duration jump = Duration.ofDays(3650);
        clock.pass(jump);
        SignedIn person = callers.owner();
        clock.pass(jump.negated());
        return person;
    }

    @Test
    void aPhoneIsKnownByItsTokenWithoutAHeaderAgainstForgery() throws Exception {
        Paired phone = callers.device(TestCallers.newAccount());

        mvc.perform(post("/api/v1/probe").with(phone)).andExpect(status().isOk());
    }

    @Test
    void aPhoneIsToldThatItsTokenWasRevoked() throws Exception {
        Paired phone = callers.device(TestCallers.newAccount());
        tokens.revoke(phone.device());

        mvc.perform(get("/api/v1/probe").with(phone))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("deviceRevoked"));
    }

    @Test
    void aTokenThatWasNeverGivenOutIsNobody() throws Exception {
        mvc.perform(get("/api/v1/probe").header("Authorization", "Bearer njd_" + Secrets.random()))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("notSignedIn"));
    }

    @Test
    void aRequestWithATokenHasNoCookie() throws Exception {
        SignedIn owner = callers.owner();

        mvc.perform(get("/api/v1/probe").with(owner).header("Authorization", "Bearer njd_wrong"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void aChangeWithACookieNeedsTheHeaderAgainstForgery() throws Exception {
        Cookie cookie = new Cookie("nightjar", callers.owner().signIn().token());

        mvc.perform(post("/api/v1/probe").cookie(cookie))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("csrfTokenNeeded"));
    }

    @Test
    void theFirstReadGivesTheCookieForTheHeaderAgainstForgery() throws Exception {
        mvc.perform(get("/api/v1/server"))
                .andExpect(cookie().exists("XSRF-TOKEN"))
                .andExpect(cookie().httpOnly("XSRF-TOKEN", false));
    }

    @Test
    void aPersonMayNotDoWhatIsForCameras() throws Exception {
        mvc.perform(get("/api/v1/probe/device").with(callers.owner()))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("notAllowed"));
    }

    @Test
    void aMonitorMayNotDoWhatIsForOwners() throws Exception {
        mvc.perform(get("/api/v1/probe/owner").with(callers.person(TestCallers.newAccount(), Role.MONITOR)))
                .andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/probe/owner").with(callers.owner())).andExpect(status().isOk());
    }

    @Test
    void theOperatorIsKnownByTheTokenInItsFile() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(operator.file())))
                .isEqualTo("rw-------");

        mvc.perform(post("/api/v1/admin/probe").with(callers.operator()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.operator").value("yes"));
    }

    @Test
    void nobodyElseDoesWhatIsTheOperators() throws Exception {
        mvc.perform(post("/api/v1/admin/probe")).andExpect(status().isUnauthorized());
        mvc.perform(post("/api/v1/admin/probe").header("Authorization", "Bearer njo_" + Secrets.random()))
                .andExpect(status().isUnauthorized());
        mvc.perform(post("/api/v1/admin/probe").with(callers.owner())).andExpect(status().isForbidden());
        mvc.perform(post("/api/v1/admin/probe").with(callers.device(TestCallers.newAccount())))
                .andExpect(status().isForbidden());
        mvc.perform(post(URI.create("/api/v1/%61dmin/probe")).with(callers.owner()))
                .andExpect(status().isForbidden());
    }

    @Test
    void theOperatorActsInNoAccount() throws Exception {
        mvc.perform(get("/api/v1/probe").with(callers.operator())).andExpect(status().isForbidden());
    }

    @Test
    void theOperatorsTokenOfTheSettingsCountsAndMakesNoFile(@TempDir Path folder) throws Exception {
        String token = "a secret that the environment brings";
        OperatorToken set = new OperatorToken(new OperatorSettings(token, folder.resolve("operator-token")));

        assertThat(set.matches(token)).isTrue();
        assertThat(set.matches(operatorsToken())).isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> new OperatorToken(new OperatorSettings("guess me", folder)))
                .hasMessageContaining("32 or more")
                .hasMessageNotContaining("guess");
    }

    @Test
    void theOperatorsTokenOutlivesAStart(@TempDir Path folder) throws Exception {
        OperatorSettings settings = new OperatorSettings(null, folder.resolve("new/operator-token"));
        new OperatorToken(settings);
        String token = Files.readString(settings.file()).strip();

        assertThat(new OperatorToken(settings).matches(token)).isTrue();
    }

    @Test
    void everyAnswerSaysWhatThePageMayDo() throws Exception {
        mvc.perform(get("/"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Permissions-Policy", containsString("camera=(self)")))
                .andExpect(header().string("Content-Security-Policy", containsString("worker-src 'self' blob:")))
                .andExpect(header().doesNotExist("Strict-Transport-Security"));
        mvc.perform(get("https://nightjar.example.org/")).andExpect(header().exists("Strict-Transport-Security"));
    }

    @Test
    void namesThatAreNotOursAloneMayStillBeOpenedWithoutHttps() throws Exception {
        for (String name : List.of("localhost", "desk", "desk.local", "192.168.1.7")) {
            mvc.perform(get("https://" + name + "/")).andExpect(header().doesNotExist("Strict-Transport-Security"));
        }
    }

    @Test
    void aPublicNameThatIsNotTheServersOwnIsRefused() throws Exception {
        for (String name : List.of("rebound.example.com", "nightjar.example.org.evil.example", "evil.example.")) {
            mvc.perform(get("http://" + name + "/api/v1/server"))
                    .andExpect(status().is(421))
                    .andExpect(jsonPath("$.code").value("hostUnknown"));
            mvc.perform(post("http://" + name + "/api/v1/people")).andExpect(status().is(421));
        }
    }

    @Test
    void theServersOwnNameAndWhatExistsOnlyInANetworkAreAnswered() throws Exception {
        for (String name : List.of(
                "nightjar.example.org",
                "Nightjar.Example.ORG",
                "localhost",
                "desk",
                "desk.local",
                "127.0.0.1",
                "[::1]",
                "192.168.1.7")) {
            mvc.perform(get("http://" + name + "/api/v1/probe").with(callers.owner()))
                    .andExpect(status().isOk());
        }
    }

    @Test
    void secretsAreKeptAsHashesOnly() {
        assertThat(Secrets.hash("njd_x")).hasSize(32).isEqualTo(Secrets.hash("njd_x"));
        assertThat(Secrets.random()).hasSize(43).isNotEqualTo(Secrets.random());
    }

    private String operatorsToken() throws IOException {
        return Files.readString(operator.file()).strip();
    }

    @RestController
    static class OperatorProbe {

        @PostMapping("/api/v1/admin/probe")
        Map<String, String> ask(Operator operator) {
            return Map.of("operator", "yes");
        }
    }

    @RestController
    @RequestMapping("/api/v1/probe")
    static class Probe {

        @GetMapping
        Map<String, String> read(Caller caller) {
            return Map.of("account", caller.account().toString());
        }

        @PostMapping
        Map<String, String> write(Caller caller) {
            return read(caller);
        }

        @GetMapping("/device")
        Map<String, String> device(Caller.Device caller) {
            return read(caller);
        }

        @GetMapping("/owner")
        Map<String, String> owner(Caller caller) {
            return read(caller.asOwner());
        }
    }
}
