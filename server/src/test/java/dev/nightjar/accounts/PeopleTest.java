package dev.nightjar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.identity.Tries;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.json.JsonMapper;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import(TestCallers.class)
class PeopleTest {

    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "a long enough password";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Tries tries;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Autowired
    private TestCallers callers;

    @Autowired
    private MemberRows members;

    @BeforeEach
    void nobodyHasSignedUp() {
        jdbc.sql("truncate persons, accounts, memberships, invitations, sign_ins, tries cascade")
                .update();
    }

    @Test
    void whoRunsTheServerIsWhoSignedUpFirstUnlessTheSettingsNameSomebody() throws Exception {
        signUp(EMAIL, null).andExpect(status().isCreated());
        UUID account = jdbc.sql("select id from accounts").query(UUID.class).single();
        UUID ada = jdbc.sql("select id from persons").query(UUID.class).single();
        UUID bo = TestCallers.newId();
        jdbc.sql(
                        "insert into persons (id, email, name, password_hash, operator, created_at) values (?, 'bo@example.org', 'Bo', '', false, now())")
                .param(bo)
                .update();
        jdbc.sql("insert into memberships (account, person, role, created_at) values (?, ?, 'MONITOR', now())")
                .params(account, bo)
                .update();
        AccountId home = new AccountId(account);

        assertThat(members.operators(null)).isEqualTo(Map.of(new PersonId(ada), home));
        assertThat(members.operators("bo@example.org")).isEqualTo(Map.of(new PersonId(bo), home));
        assertThat(members.operators("nobody@example.org")).isEmpty();
    }

    @Test
    void theFirstPersonBecomesTheOperatorAndOwnsTheAccount() throws Exception {
        mvc.perform(get("/api/v1/server")).andExpect(jsonPath("$.signUp").value("first"));

        signUp(EMAIL, null)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.kind").value("person"))
                .andExpect(jsonPath("$.role").value("owner"))
                .andExpect(jsonPath("$.person.operator").value(true))
                .andExpect(jsonPath("$.person.email").value(EMAIL))
                .andExpect(jsonPath("$.person.name").value("ada"))
                .andExpect(jsonPath("$.device").doesNotExist());

        mvc.perform(get("/api/v1/server")).andExpect(jsonPath("$.signUp").value("invitation"));
    }

    @Test
    void aSecondPersonNeedsAnInvitation() throws Exception {
        signUp(EMAIL, null);

        signUp("bob@example.org", null)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("invitationNeeded"));
    }

    @Test
    void anInvitationLetsOnePersonJoinTheAccount() throws Exception {
        Cookie owner = signedIn(signUp(EMAIL, null));
        String account = me(owner, "$.account.id");
        String code = invite(owner);

        Cookie monitor = signedIn(signUp("bob@example.org", code.toLowerCase(Locale.ROOT))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.role").value("monitor"))
                .andExpect(jsonPath("$.person.operator").value(false)));

        assertThat(me(monitor, "$.account.id")).isEqualTo(account);
        signUp("eve@example.org", code).andExpect(status().isForbidden());
    }

    @Test
    void aMonitorInvitesNobody() throws Exception {
        Cookie owner = signedIn(signUp(EMAIL, null));
        Cookie monitor = signedIn(signUp("bob@example.org", invite(owner)));

        post("/api/v1/invitations", Map.of("role", "monitor"), monitor).andExpect(status().isForbidden());
    }

    @Test
    void anInvitationCodeIsNotKept() throws Exception {
        String code = invite(signedIn(signUp(EMAIL, null)));

        List<String> rows = jdbc.sql("select invitations::text from invitations")
                .query(String.class)
                .list();
        assertThat(rows).singleElement().asString().doesNotContain(code);
    }

    @Test
    void anAddressThatIsInUseCannotSignUpAgain() throws Exception {
        Cookie owner = signedIn(signUp(EMAIL, null));

        signUp("ADA@example.org", invite(owner))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("emailTaken"));
    }

    @Test
    void onlyOneOfManyWhoSignUpAtOnceIsTheFirst() throws Exception {
        List<Callable<Integer>> arrivals = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i -> () -> statusOf(signUp("person" + i + "@example.org", null)))
                .toList();
        List<Integer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads.invokeAll(arrivals).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 403);
        assertThat(jdbc.sql("select count(*) from persons where operator")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void thePasswordOpensTheAccountAgain() throws Exception {
        signUp(EMAIL, null);

        signIn("Ada@Example.org", PASSWORD)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.person.email").value(EMAIL));
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
        signUp(EMAIL, null)
                .andExpect(cookie().httpOnly("nightjar", true))
                .andExpect(cookie().sameSite("nightjar", "Lax"))
                .andExpect(cookie().secure("nightjar", false));
        post("/api/v1/sign-ins", Map.of("email", EMAIL, "password", PASSWORD), true)
                .andExpect(cookie().secure("nightjar", true));
    }

    @Test
    void aWrongPasswordSaysHowManyTriesAreLeftAndThenHowLongToWait() throws Exception {
        signUp(EMAIL, null);

        signIn(EMAIL, "wrong")
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("wrongPassword"))
                .andExpect(jsonPath("$.detail")
                        .value("That password does not fit this address. Four tries left, then a 15-minute wait."));
        for (int i = 0; i < 4; i++) {
            signIn(EMAIL, "wrong").andExpect(status().isUnauthorized());
        }
        signIn(EMAIL, PASSWORD)
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("tooManyTries"))
                .andExpect(jsonPath("$.endsAt").isNotEmpty());
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() throws Exception {
        signUp(EMAIL, null);
        for (int i = 0; i < 4; i++) {
            signIn(EMAIL, "wrong");
        }
        signIn(EMAIL, PASSWORD).andExpect(status().isCreated());

        signIn(EMAIL, "wrong")
                .andExpect(jsonPath("$.detail")
                        .value("That password does not fit this address. Four tries left, then a 15-minute wait."));
    }

    @Test
    void anUnknownAddressIsAnsweredLikeAWrongPassword() throws Exception {
        signIn("nobody@example.org", PASSWORD)
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("wrongPassword"));
    }

    @Test
    void signingOutEndsTheSignInAndClearsTheCookie() throws Exception {
        Cookie owner = signedIn(signUp(EMAIL, null));

        mvc.perform(protect(delete("/api/v1/sign-ins/current"), owner))
                .andExpect(status().isNoContent())
                .andExpect(cookie().maxAge("nightjar", 0));
        mvc.perform(get("/api/v1/me").cookie(owner)).andExpect(status().isUnauthorized());
    }

    @Test
    void whatIsMissingOrTooShortIsNamed() throws Exception {
        post("/api/v1/people", Map.of("email", EMAIL, "password", "short"), false)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"))
                .andExpect(jsonPath("$.field").value("password"));
        post("/api/v1/people", Map.of("email", "no address", "password", PASSWORD), false)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("email"));
    }

    @Test
    void whatTheDatabaseCannotKeepIsRefusedByName() throws Exception {
        post("/api/v1/people", Map.of("email", EMAIL, "password", PASSWORD, "name", "Ada\0"), false)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("name"));
        signIn("ada\0@example.org", PASSWORD)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("email"));
    }

    @Test
    void guessesThatAreNotEvenLookedAtLockNobodyOut() throws Exception {
        signUp(EMAIL, null);
        for (String guesser : List.of("198.51.100.1", "198.51.100.2")) {
            for (int i = 0; i < 60; i++) {
                signIn(EMAIL, "wrong", guesser);
            }
        }

        signIn(EMAIL, PASSWORD).andExpect(status().isCreated());
    }

    @Test
    void whoHasNoTryLeftLeavesNoMoreCountsBehind() throws Exception {
        String guesser = "198.51.100.3";
        for (int i = 0; i < 60; i++) {
            tries.take("password-address", guesser, 60, Duration.ofHours(1));
        }
        int before = counts();

        signIn("nobody-yet@example.org", "wrong", guesser).andExpect(status().isTooManyRequests());

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aWholeNetworkOfAddressesHasTheTriesOfOne() throws Exception {
        signUp(EMAIL, null);
        for (int i = 1; i <= 5; i++) {
            signIn(EMAIL, "wrong", "2001:db8:1:2::" + i).andExpect(status().isUnauthorized());
        }

        signIn(EMAIL, "wrong", "2001:db8:1:2:abcd::9").andExpect(status().isTooManyRequests());
        signIn(EMAIL, "wrong", "2001:db8:1:3::9").andExpect(status().isUnauthorized());
    }

    @Test
    void aPhoneLearnsItsAccountAndItsOwnId() throws Exception {
        Cookie owner = signedIn(signUp(EMAIL, null));
        var account = AccountId.of(me(owner, "$.account.id"));
        TestCallers.Paired phone = callers.device(account);

        mvc.perform(get("/api/v1/me").with(phone))
                .andExpect(jsonPath("$.kind").value("device"))
                .andExpect(jsonPath("$.account.id").value(account.toString()))
                .andExpect(jsonPath("$.device.id").value(phone.device().toString()))
                .andExpect(jsonPath("$.person").doesNotExist());
    }

    private ResultActions signUp(String email, @Nullable String invitation) throws Exception {
        Map<String, String> body = invitation == null
                ? Map.of("email", email, "password", PASSWORD)
                : Map.of("email", email, "password", PASSWORD, "invitation", invitation);
        return post("/api/v1/people", body, false);
    }

    private ResultActions signIn(String email, String password) throws Exception {
        return post("/api/v1/sign-ins", Map.of("email", email, "password", password), false);
    }

    private ResultActions signIn(String email, String password, String address) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/api/v1/sign-ins")
                .remoteAddress(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("email", email, "password", password))));
    }

    private String invite(Cookie owner) throws Exception {
        String answer = post("/api/v1/invitations", Map.of("role", "monitor"), owner)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.code");
    }

    private String me(Cookie cookie, String path) throws Exception {
        String answer = mvc.perform(get("/api/v1/me").cookie(cookie))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, path);
    }

    private ResultActions post(String path, Map<String, String> body, boolean secure) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post(path)
                .secure(secure)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(body)));
    }

    private ResultActions post(String path, Map<String, String> body, Cookie cookie) throws Exception {
        return mvc.perform(protect(
                MockMvcRequestBuilders.post(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(body)),
                cookie));
    }

    private static MockHttpServletRequestBuilder protect(MockHttpServletRequestBuilder request, Cookie cookie) {
        String token = "5d1f6f0e-0000-4000-8000-000000000001";
        return request.cookie(cookie, new Cookie("XSRF-TOKEN", token)).header("X-XSRF-TOKEN", token);
    }

    private static Cookie signedIn(ResultActions answer) {
        Cookie cookie = answer.andReturn().getResponse().getCookie("nightjar");
        assertThat(cookie).isNotNull();
        return Objects.requireNonNull(cookie);
    }

    private static int statusOf(ResultActions answer) {
        return answer.andReturn().getResponse().getStatus();
    }

    private int counts() {
        return jdbc.sql("select count(*) from tries").query(Integer.class).single();
    }
}
