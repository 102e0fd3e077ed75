package dev.nightjar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AccountsModuleTest
class MembersTest {

    @Autowired
    private Visitors visitors;

    @Autowired
    private AccountHousekeeping housekeeping;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Cookie owner;

    @BeforeEach
    void anOwnerHasSignedUp() throws Exception {
        visitors.none();
        owner = visitors.first("ada@example.org");
    }

    @Test
    void allPeopleOfAnAccountSeeWhoBelongsToIt() throws Exception {
        Cookie monitor = visitors.joins(owner, "bob@example.org", "monitor");

        visitors.send("GET", "/members", Map.of(), monitor)
                .andExpect(jsonPath("$.items[*].email").value(contains("ada@example.org", "bob@example.org")))
                .andExpect(jsonPath("$.items[*].role").value(contains("owner", "monitor")));
    }

    @Test
    void anOwnerSeesOpenInvitationsAndTakesThemBack() throws Exception {
        String code = visitors.invite(owner, "owner");
        String id = Visitors.read(
                visitors.send("GET", "/invitations", Map.of(), owner)
                        .andExpect(jsonPath("$.items").value(hasSize(1)))
                        .andExpect(jsonPath("$.items[0].role").value("owner"))
                        .andExpect(jsonPath("$.items[0].invitedBy").value("ada"))
                        .andExpect(jsonPath("$.items[0].code").doesNotExist()),
                "$.items[0].id");

        visitors.send("DELETE", "/invitations/" + id, Map.of(), owner).andExpect(status().isNoContent());

        visitors.send("GET", "/invitations", Map.of(), owner)
                .andExpect(jsonPath("$.items").isEmpty());
        visitors.send("POST", "/invitations/lookup", Map.of("code", code), null).andExpect(status().isForbidden());
        visitors.send("DELETE", "/invitations/" + id, Map.of(), owner).andExpect(status().isNotFound());
    }

    @Test
    void aMonitorSeesNoInvitationsAndChangesNobody() throws Exception {
        Cookie monitor = visitors.joins(owner, "bob@example.org", "monitor");
        String ada = visitors.me(owner, "$.person.id");

        visitors.send("GET", "/invitations", Map.of(), monitor).andExpect(status().isForbidden());
        visitors.send("DELETE", "/members/" + ada, Map.of(), monitor).andExpect(status().isForbidden());
        visitors.send("PATCH", "/members/" + ada, Map.of("role", "monitor"), monitor)
                .andExpect(status().isForbidden());
        visitors.send("PATCH", "/accounts/current", Map.of("name", "Mine"), monitor)
                .andExpect(status().isForbidden());
    }

    @Test
    void whoHoldsACodeSeesWhereItLeadsUntilItIsTooOld() throws Exception {
        String code = visitors.invite(owner, "monitor");

        visitors.send("POST", "/invitations/lookup", Map.of("code", code.toLowerCase(Locale.ROOT)), null)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.account").value("ada"))
                .andExpect(jsonPath("$.invitedBy").value("ada"))
                .andExpect(jsonPath("$.role").value("monitor"));

        clock.pass(Duration.ofDays(7));
        visitors.send("POST", "/invitations/lookup", Map.of("code", code), null)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("invitationNeeded"));
    }

    @Test
    void whoIsSignedInJoinsAnotherAccountAndGoesBackAndForth() throws Exception {
        Cookie other = visitors.ownsAnother(visitors.joins(owner, "bob@example.org", "monitor"), "The shop");
        String shop = visitors.me(other, "$.account.id");
        Cookie cleo = visitors.joins(other, "cleo@example.org", "owner");

        Cookie joined = Visitors.cookie(
                visitors.send("POST", "/members", Map.of("code", visitors.invite(owner, "monitor")), cleo)
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.account.name").value("ada"))
                        .andExpect(jsonPath("$.role").value("monitor")));

        assertThat(visitors.me(cleo)).isEqualTo(401);
        visitors.send("GET", "/accounts", Map.of(), joined)
                .andExpect(jsonPath("$.items[*].name").value(contains("The shop", "ada")))
                .andExpect(jsonPath("$.items[*].role").value(contains("owner", "monitor")));
        Cookie back = Visitors.cookie(visitors.send("PUT", "/sign-ins/current", Map.of("accountId", shop), joined)
                .andExpect(jsonPath("$.role").value("owner")));
        assertThat(visitors.me(back, "$.account.name")).isEqualTo("The shop");
        assertThat(visitors.me(joined)).isEqualTo(401);
    }

    @Test
    void anAccountThatOneDoesNotBelongToIsNotFound() throws Exception {
        Cookie bob = visitors.ownsAnother(visitors.joins(owner, "bob@example.org", "monitor"), "The shop");
        String shop = visitors.me(bob, "$.account.id");

        visitors.send("PUT", "/sign-ins/current", Map.of("accountId", shop), owner)
                .andExpect(status().isNotFound());
    }

    @Test
    void anInvitationIsNotUsedUpByWhoBelongsToTheAccountAlready() throws Exception {
        String code = visitors.invite(owner, "monitor");

        visitors.send("POST", "/members", Map.of("code", code), owner)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("alreadyMember"));

        visitors.send("POST", "/invitations/lookup", Map.of("code", code), null).andExpect(status().isOk());
    }

    @Test
    void nobodyJoinsAnAccountThatIsFull() throws Exception {
        visitors.joins(owner, "bob@example.org", "monitor");
        visitors.joins(owner, "cleo@example.org", "monitor");

        Map<String, String> dora = Map.of(
                "email",
                "dora@example.org",
                "password",
                Visitors.PASSWORD,
                "invitation",
                visitors.invite(owner, "monitor"));
        visitors.send("POST", "/people", dora, null)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("tooManyMembers"))
                .andExpect(jsonPath("$.limit").value(3));
    }

    @Test
    void whoIsRemovedIsSignedOutThereAndIsTakenInAgainByInvitation() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");
        String id = visitors.me(bob, "$.person.id");

        visitors.send("DELETE", "/members/" + id, Map.of(), owner).andExpect(status().isNoContent());

        assertThat(visitors.me(bob)).isEqualTo(401);
        visitors.signIn("bob@example.org", Visitors.PASSWORD)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("invitationNeeded"));
        Map<String, String> again = Map.of(
                "email",
                "bob@example.org",
                "password",
                Visitors.PASSWORD,
                "invitation",
                visitors.invite(owner, "owner"));
        visitors.send("POST", "/sign-ins", again, null)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.role").value("owner"));
    }

    @Test
    void whoLeavesGoesOnInAnotherAccount() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");
        String home = visitors.me(bob, "$.account.id");
        bob = visitors.ownsAnother(bob, "The shop");
        bob = Visitors.cookie(visitors.send("PUT", "/sign-ins/current", Map.of("accountId", home), bob));

        Cookie left =
                Visitors.cookie(visitors.send("DELETE", "/members/" + visitors.me(bob, "$.person.id"), Map.of(), bob)
                        .andExpect(status().isNoContent()));

        assertThat(visitors.me(bob)).isEqualTo(401);
        assertThat(visitors.me(left, "$.account.name")).isEqualTo("The shop");
    }

    @Test
    void whoLeavesTheOnlyAccountIsSignedOut() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");

        visitors.send("DELETE", "/members/" + visitors.me(bob, "$.person.id"), Map.of(), bob)
                .andExpect(status().isNoContent())
                .andExpect(cookie().maxAge("nightjar", 0));
    }

    @Test
    void theLastOwnerCanNeitherLeaveNorBecomeAMonitor() throws Exception {
        String ada = visitors.me(owner, "$.person.id");
        visitors.joins(owner, "bob@example.org", "monitor");

        visitors.send("DELETE", "/members/" + ada, Map.of(), owner)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("lastOwner"));
        visitors.send("PATCH", "/members/" + ada, Map.of("role", "monitor"), owner)
                .andExpect(jsonPath("$.code").value("lastOwner"));
    }

    @Test
    void anotherOwnerLetsTheFirstOneGo() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");
        String id = visitors.me(bob, "$.person.id");

        visitors.send("PATCH", "/members/" + id, Map.of("role", "owner"), owner).andExpect(status().isNoContent());

        // the sign-in that bob has already may do it
        visitors.send("GET", "/invitations", Map.of(), bob).andExpect(status().isOk());
        visitors.send("DELETE", "/members/" + visitors.me(owner, "$.person.id"), Map.of(), owner)
                .andExpect(status().isNoContent());
    }

    @Test
    void theInvitationsOfWhoNoLongerLooksAfterTheAccountAreGone() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "owner");
        String code = visitors.invite(bob, "owner");

        visitors.send("DELETE", "/members/" + visitors.me(bob, "$.person.id"), Map.of(), owner);

        visitors.send("POST", "/invitations/lookup", Map.of("code", code), null).andExpect(status().isForbidden());
    }

    @Test
    void peopleOfOtherAccountsAreNotFound() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");
        String ada = visitors.me(owner, "$.person.id");
        Cookie shop = visitors.ownsAnother(bob, "The shop");

        visitors.send("DELETE", "/members/" + ada, Map.of(), shop).andExpect(status().isNotFound());
        visitors.send("PATCH", "/members/" + ada, Map.of("role", "monitor"), shop)
                .andExpect(status().isNotFound());
    }

    @Test
    void anOwnerNamesTheAccount() throws Exception {
        visitors.send("PATCH", "/accounts/current", Map.of("name", " Lake house "), owner)
                .andExpect(status().isNoContent());

        assertThat(visitors.me(owner, "$.account.name")).isEqualTo("Lake house");
    }

    @Test
    void whoHasHadNoAccountForAMonthIsForgotten() throws Exception {
        Cookie bob = visitors.joins(owner, "bob@example.org", "monitor");
        visitors.send("DELETE", "/members/" + visitors.me(bob, "$.person.id"), Map.of(), owner);

        housekeeping.run();
        assertThat(people()).isEqualTo(2);

        clock.pass(Duration.ofDays(30));
        housekeeping.run();
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void codesOfInvitationsCannotBeGuessedForEver() throws Exception {
        for (int i = 0; i < 30; i++) {
            visitors.sendFrom("198.51.100.7", "POST", "/invitations/lookup", Map.of("code", "GUESS" + i))
                    .andExpect(status().isForbidden());
        }

        visitors.sendFrom("198.51.100.7", "POST", "/invitations/lookup", Map.of("code", "GUESS"))
                .andExpect(status().isTooManyRequests());
    }

    private int people() {
        return jdbc.sql("select count(*) from persons").query(Integer.class).single();
    }
}
