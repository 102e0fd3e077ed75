package dev.nightjar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@AccountsModuleTest
class PasswordsTest {

    private static final String EMAIL = "ada@example.org";
    private static final String NEW = "another good password";
    private static final Pattern LINK = Pattern.compile("(http\\S+)/new-password#(\\S+)");

    @Autowired
    private Visitors visitors;

    @Autowired
    private KeptLetters mail;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    private Cookie ada;

    @BeforeEach
    void somebodyHasSignedUp() throws Exception {
        visitors.none();
        mail.letters.clear();
        mail.reachesEveryone = true;
        ada = visitors.first(EMAIL);
    }

    @Test
    void aChangedPasswordEndsTheOtherSignInsAndKeepsThisOne() throws Exception {
        Cookie elsewhere = Visitors.cookie(visitors.signIn(EMAIL, Visitors.PASSWORD));

        change(ada, Visitors.PASSWORD, NEW, 204);

        assertThat(visitors.me(ada)).isEqualTo(200);
        assertThat(visitors.me(elsewhere)).isEqualTo(401);
        visitors.signIn(EMAIL, Visitors.PASSWORD).andExpect(status().isUnauthorized());
        visitors.signIn(EMAIL, NEW).andExpect(status().isCreated());
    }

    @Test
    void whoFindsAnOpenBrowserCannotGuessThePasswordForEver() throws Exception {
        visitors.send("PUT", "/me/password", Map.of("present", "wrong", "password", NEW), ada)
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.detail")
                        .value("That is not your password. Four tries left, then a 15-minute wait."));
        for (int i = 0; i < 4; i++) {
            change(ada, "wrong", NEW, 401);
        }
        change(ada, Visitors.PASSWORD, NEW, 429);
        visitors.send("POST", "/me/deletion", Map.of("password", Visitors.PASSWORD), ada)
                .andExpect(status().isTooManyRequests());
    }

    @Test
    void signingOutEverywhereEndsEverySignIn() throws Exception {
        Cookie elsewhere = Visitors.cookie(visitors.signIn(EMAIL, Visitors.PASSWORD));

        visitors.send("DELETE", "/sign-ins", Map.of(), ada)
                .andExpect(status().isNoContent())
                .andExpect(cookie().maxAge("nightjar", 0));

        assertThat(visitors.me(ada)).isEqualTo(401);
        assertThat(visitors.me(elsewhere)).isEqualTo(401);
    }

    @Test
    void aLinkSetsANewPasswordOnceAndEndsAllSignIns() throws Exception {
        String token = askedFor(EMAIL).group(2);

        Cookie signedIn = Visitors.cookie(set(token, NEW, 201));

        assertThat(visitors.me(signedIn, "$.person.email")).isEqualTo(EMAIL);
        assertThat(visitors.me(ada)).isEqualTo(401);
        visitors.signIn(EMAIL, NEW).andExpect(status().isCreated());
        set(token, "yet another password", 403).andExpect(jsonPath("$.code").value("resetLinkUnknown"));
    }

    @Test
    void theLetterGoesToThePersonAndLeadsToThePage() throws Exception {
        Matcher link = askedFor("ADA@example.org");

        assertThat(mail.letters).singleElement().extracting(Letter::to).isEqualTo(EMAIL);
        assertThat(link.group(1)).isEqualTo("http://localhost");
    }

    @Test
    void aLinkIsGoodForAnHourAndUntilANewerOneComes() throws Exception {
        String first = askedFor(EMAIL).group(2);
        mail.letters.clear();
        String second = askedFor(EMAIL).group(2);

        set(first, NEW, 403);
        clock.pass(Duration.ofMinutes(61));
        set(second, NEW, 403);
    }

    @Test
    void theAnswerDoesNotTellWhetherSomebodyHasTheAddress() throws Exception {
        visitors.send("POST", "/password-resets", Map.of("email", "nobody@example.org"), null)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.delivery").value("mail"));
        askedFor(EMAIL);

        await().until(() -> jobsWaiting() == 0);
        assertThat(mail.letters).hasSize(1);
    }

    @Test
    void theTokenIsNotKept() throws Exception {
        String token = askedFor(EMAIL).group(2);

        assertThat(jdbc.sql("select password_resets::text from password_resets")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .doesNotContain(token);
    }

    @Test
    void whereLettersReachOnlyTheConsoleALinkIsMadeOnlyForWhoAsksOnThatMachine() throws Exception {
        mail.reachesEveryone = false;

        visitors.sendFrom("192.168.1.20", "POST", "/password-resets", Map.of("email", EMAIL))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("mailMissing"));
        mvc.perform(visitors.request("POST", "/password-resets", Map.of("email", EMAIL), null)
                        .header("X-Forwarded-For", "203.0.113.9"))
                .andExpect(status().isForbidden());
        askedFor(EMAIL);

        assertThat(mail.letters).hasSize(1);
    }

    @Test
    void lettersAreNotSentForEver() throws Exception {
        for (int i = 0; i < 5; i++) {
            visitors.send("POST", "/password-resets", Map.of("email", EMAIL), null)
                    .andExpect(status().isAccepted());
        }

        visitors.send("POST", "/password-resets", Map.of("email", EMAIL), null).andExpect(status().isTooManyRequests());
    }

    @Test
    void aNewPasswordMustBeLongEnough() throws Exception {
        change(ada, Visitors.PASSWORD, "short", 400);
        set(askedFor(EMAIL).group(2), "short", 400);
    }

    private Matcher askedFor(String email) throws Exception {
        visitors.send("POST", "/password-resets", Map.of("email", email), null).andExpect(status().isAccepted());
        await().until(() -> !mail.letters.isEmpty());
        Matcher link = LINK.matcher(mail.letters.getLast().text());
        assertThat(link.find()).isTrue();
        return link;
    }

    private int jobsWaiting() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = 'reset-letter'")
                .query(Integer.class)
                .single();
    }

    private void change(Cookie cookie, String present, String password, int status) throws Exception {
        visitors.send("PUT", "/me/password", Map.of("present", present, "password", password), cookie)
                .andExpect(status().is(status));
    }

    private ResultActions set(String token, String password, int status) throws Exception {
        return visitors.send("POST", "/passwords", Map.of("token", token, "password", password), null)
                .andExpect(status().is(status));
    }
}
