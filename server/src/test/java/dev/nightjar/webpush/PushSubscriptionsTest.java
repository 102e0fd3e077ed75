package dev.nightjar.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignIns;
import dev.nightjar.jobs.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@PushModuleTest
class PushSubscriptionsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private PushTesting pushes;

    @Autowired
    private SignIns signIns;

    @Autowired
    private TestClock clock;

    @Autowired
    private PushSubscriptions subscriptions;

    @Autowired
    private List<Recurring> housekeeping;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private PushBrowser browser;

    @BeforeEach
    void newHousehold() {
        owner = callers.owner();
        browser = pushes.service().browser();
    }

    @Test
    void aPersonSeesWhichBrowsersShowAlertsAndNothingSecretOfThem() throws Exception {
        pushes.subscribe(owner, browser);
        SignedIn elsewhere = again(owner);
        pushes.subscribe(elsewhere, pushes.service().browser());

        String answer = mvc.perform(get("/api/v1/push").with(owner))
                .andExpect(jsonPath("$.subscriptions.length()").value(2))
                .andExpect(jsonPath("$.subscriptions[0].name").value("Chrome on Android"))
                .andExpect(jsonPath("$.subscriptions[0].here").value(true))
                .andExpect(jsonPath("$.subscriptions[1].here").value(false))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).doesNotContain("/push/", browser.key(), browser.secret());
    }

    @Test
    void theServerKeepsItsKey() throws Exception {
        String once = publicKey(owner);

        assertThat(once).hasSize(87);
        assertThat(publicKey(callers.owner())).isEqualTo(once);
    }

    @Test
    void aBrowserThatRenewsKeepsItsPlace() throws Exception {
        UUID first = pushes.subscribe(owner, browser);
        UUID renewed = pushes.subscribe(owner, pushes.service().browser());

        assertThat(renewed).isEqualTo(first);
        assertThat(subscriptions.list(owner.caller())).hasSize(1);
    }

    @Test
    void aBrowserThatSignsInAnewAndSubscribesIsOneStill() throws Exception {
        UUID first = pushes.subscribe(owner, browser);
        UUID second = pushes.subscribe(again(owner), browser);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aBrowserShowsTheAlertsOfWhomeverUsesItLast() throws Exception {
        pushes.subscribe(owner, browser);
        SignedIn next = callers.owner();
        pushes.subscribe(next, browser);

        assertThat(subscriptions.list(owner.caller())).isEmpty();
        assertThat(subscriptions.list(next.caller())).hasSize(1);
    }

    @Test
    void aPersonHasTenBrowsersAtMost() throws Exception {
        for (int i = 0; i < 10; i++) {
            pushes.subscribe(again(owner), pushes.service().browser());
        }

        mvc.perform(pushes.putSubscription(pushes.said(browser)).with(owner))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("tooManyBrowsers"));
    }

    @Test
    void oneAtWhichNothingArrivesMakesRoom() throws Exception {
        UUID first = pushes.subscribe(again(owner), pushes.service().browser());
        for (int i = 0; i < 9; i++) {
            pushes.subscribe(again(owner), pushes.service().browser());
        }
        subscriptions.troubled(subscriptions.target(first).orElseThrow(), "It refuses.");

        pushes.subscribe(owner, browser);
        assertThat(subscriptions.list(owner.caller()))
                .hasSize(10)
                .extracting(PushSubscription::id)
                .doesNotContain(first);
    }

    @Test
    void onlyItsPersonRemovesABrowser() throws Exception {
        UUID id = pushes.subscribe(owner, browser);
        SignedIn member = callers.person(owner.account(), Role.OWNER);

        mvc.perform(delete("/api/v1/push/subscriptions/" + id).with(member)).andExpect(status().isNotFound());
        mvc.perform(delete("/api/v1/push/subscriptions/" + id).with(callers.owner()))
                .andExpect(status().isNotFound());
        assertThat(subscriptions.list(owner.caller())).hasSize(1);
        mvc.perform(delete("/api/v1/push/subscriptions/" + id).with(owner)).andExpect(status().isNoContent());
        mvc.perform(delete("/api/v1/push/subscriptions/" + id).with(owner)).andExpect(status().isNotFound());
        assertThat(subscriptions.target(id)).isEmpty();
    }

    @Test
    void whoLeavesTheHouseholdHearsNothingOfIt() throws Exception {
        UUID id = pushes.subscribe(owner, browser);
        transactions.executeWithoutResult(status -> publisher.publishEvent(
                new MembershipEnded(owner.account(), owner.caller().person())));

        assertThat(subscriptions.target(id)).isEmpty();
    }

    @Test
    void aBrowserThatIsSignedOutByAnotherHearsNothing() throws Exception {
        UUID id = pushes.subscribe(owner, browser);
        SignedIn elsewhere = again(owner);
        UUID kept = pushes.subscribe(elsewhere, pushes.service().browser());
        signIns.endOthers(owner.caller().person(), elsewhere.caller().signIn());

        assertThat(subscriptions.target(id)).isEmpty();
        assertThat(subscriptions.target(kept)).isPresent();
    }

    @Test
    void whatItsBrowserSaidWouldExpireHasExpired() throws Exception {
        UUID id = UUID.fromString(JsonPath.read(
                mvc.perform(pushes.putSubscription(pushes.said(browser)
                                        .put(
                                                "expiresAt",
                                                clock.instant()
                                                        .plusSeconds(3_600)
                                                        .toString()))
                                .with(owner))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id"));
        assertThat(subscriptions.target(id)).isPresent();

        clock.pass(Duration.ofHours(2));
        assertThat(subscriptions.target(id)).isEmpty();
        assertThat(subscriptions.list(owner.caller())).isEmpty();
        keepHouse();
    }

    @Test
    void whoWasLongAwayIsRemindedOnceBeforeTheAlertsEnd() throws Exception {
        pushes.subscribe(owner, browser);
        keepHouse();
        assertThat(pushes.service().messages(browser)).isEmpty();

        clock.pass(Duration.ofDays(25));
        keepHouse();
        keepHouse();
        assertThat(pushes.service().messages(browser))
                .singleElement()
                .satisfies(message -> assertThat(message.content().path("title").asString())
                        .isEqualTo("Open Nightjar once this week"));

        // whoever comes by is as good as new
        mvc.perform(get("/api/v1/push").with(owner)).andExpect(status().isOk());
        clock.pass(Duration.ofDays(25));
        keepHouse();
        assertThat(pushes.service().messages(browser)).hasSize(2);
    }

    @Test
    void keysThatAreNoneAreRefused() throws Exception {
        var said = pushes.said(browser);
        for (String key : List.of("", "short", "A".repeat(87), "BA" + "A".repeat(85))) {
            mvc.perform(pushes.putSubscription(said.deepCopy().put("browserKey", key))
                            .with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
        mvc.perform(pushes.putSubscription(said.deepCopy().put("browserSecret", "short"))
                        .with(owner))
                .andExpect(status().isBadRequest());
        mvc.perform(pushes.putSubscription(said.deepCopy().put("endpoint", "no address"))
                        .with(owner))
                .andExpect(status().isBadRequest());
    }

    @Test
    void onlyPeopleSubscribe() throws Exception {
        mvc.perform(get("/api/v1/push")).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/v1/push").with(callers.device(owner.account()))).andExpect(status().isForbidden());
    }

    @Test
    void nobodyReadsSecretsInWhatIsPrinted() throws Exception {
        UUID id = pushes.subscribe(owner, browser);

        assertThat(subscriptions.target(id).orElseThrow().toString()).isEqualTo("PushTarget[" + id + "]");
        assertThatThrownBy(() -> subscriptions.remove(callers.owner().caller(), id))
                .hasMessageNotContaining(browser.path());
    }

    private void keepHouse() {
        housekeeping.stream()
                .filter(one -> one.name().equals("push-housekeeping"))
                .forEach(Recurring::run);
    }

    private String publicKey(SignedIn person) throws Exception {
        return JsonPath.read(
                mvc.perform(get("/api/v1/push").with(person))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.publicKey");
    }

    /** The same person on another browser. */
    private SignedIn again(SignedIn person) {
        return new SignedIn(signIns.start(
                person.caller().person(), person.account(), person.caller().role(), false));
    }
}
