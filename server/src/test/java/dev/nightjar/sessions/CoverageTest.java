package dev.nightjar.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.Heartbeat;
import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class})
class CoverageTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Devices devices;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Gaps gaps;

    private SignedIn owner;
    private Paired phone;
    private SessionId session;
    private Instant start;

    @BeforeEach
    void aCameraThatHasWatchedForAnHour() {
        owner = callers.owner();
        phone = newPhone(owner.account());
        session = newSession();
        start = now().minusSeconds(3600);
        sessions.start(owner.account(), phone.device(), session, start);
    }

    @Test
    void aCameraThatSpeaksIsWatchingExceptForItsGaps() throws Exception {
        hear("watching", session);
        gap(UUID.randomUUID(), start.plusSeconds(60), start.plusSeconds(90));

        assertThat(states()).containsExactly("watching", "blind", "watching");
        mvc.perform(coverage(start, now()).with(owner))
                .andExpect(jsonPath("$.items[0].deviceId").value(phone.device().toString()))
                .andExpect(jsonPath("$.items[0].stretches[0].from").value(start.toString()))
                .andExpect(jsonPath("$.items[0].stretches[1].from")
                        .value(start.plusSeconds(60).toString()))
                .andExpect(jsonPath("$.items[0].stretches[1].reason").value("muted"))
                .andExpect(jsonPath("$.items[0].stretches[2].reason").doesNotExist());
    }

    @Test
    void aCameraThatSpeaksNoMoreIsSilentAndOneThatIsBackWasWatching() throws Exception {
        hear("watching", session);
        clock.pass(Duration.ofMinutes(5));
        assertThat(states()).containsExactly("watching", "silent");

        hear("watching", session);

        assertThat(states()).containsExactly("watching");
    }

    @Test
    void wordsThatAreNotWrittenYetCount() throws Exception {
        hear("watching", session);
        clock.pass(Duration.ofSeconds(80));
        hear("watching", session);
        clock.pass(Duration.ofSeconds(80));

        assertThat(states()).containsExactly("watching");
    }

    @Test
    void aCameraThatSaidThatItStoppedIsNotSilent() throws Exception {
        hear("watching", session);
        clock.pass(Duration.ofSeconds(20));
        hear("stopped", null);
        clock.pass(Duration.ofHours(1));

        assertThat(states()).containsExactly("watching");
    }

    @Test
    void aSessionThatDiedEndsAtItsLastWordEvenIfTheNextIsToldLater() throws Exception {
        hear("watching", session);
        clock.pass(Duration.ofMinutes(30));
        SessionId next = newSession();
        Instant back = now();
        // the phone is back, and its heartbeat is faster than the word that a session began
        hear("watching", next);
        sessions.start(owner.account(), phone.device(), next, back);
        clock.pass(Duration.ofSeconds(10));
        hear("watching", next);

        assertThat(states()).containsExactly("watching", "watching");
        String answer = answer(start, now());
        Instant died = Instant.parse(JsonPath.read(answer, "$.items[0].stretches[0].until"));
        assertThat(Duration.between(died, back)).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aCameraThatWasNotAskedToWatchHasNoStretch() throws Exception {
        newPhone(owner.account());
        sessions.stop(owner.account(), phone.device(), session, start.plusSeconds(10));

        assertThat(states()).containsExactly("watching");
        mvc.perform(coverage(start.minusSeconds(60), start).with(owner))
                .andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void peopleSeeTheirOwnAccountOnlyAndCamerasNothing() throws Exception {
        mvc.perform(coverage(start, now()).with(callers.person(owner.account(), Role.MONITOR)))
                .andExpect(jsonPath("$.items.length()").value(1));
        mvc.perform(coverage(start, now()).with(callers.owner()))
                .andExpect(jsonPath("$.items").isEmpty());
        mvc.perform(coverage(start, now()).with(phone)).andExpect(status().isForbidden());
    }

    @Test
    void onlyAFewDaysAreAnsweredAtATime() throws Exception {
        mvc.perform(coverage(start, start.plus(Duration.ofDays(8))).with(owner)).andExpect(status().isOk());
        for (MockHttpServletRequestBuilder bad : List.of(
                coverage(start, start.plus(Duration.ofDays(8)).plusMillis(1)),
                coverage(start, start),
                coverage(start, start.minusSeconds(1)),
                coverage(Instant.parse("+20000-01-01T00:00:00Z"), Instant.parse("+20000-01-02T00:00:00Z")),
                get("/api/v1/coverage?from=yesterday&to=today"),
                get("/api/v1/coverage"))) {
            mvc.perform(bad.with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    @Test
    void aGapIsToldOnceAndEndedOnce(PublishedEvents published) throws Exception {
        UUID gap = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            mvc.perform(put(gap, "{\"from\":\"%s\",\"reason\":\"muted\"}".formatted(start))
                            .with(phone))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.id").value(gap.toString()))
                    .andExpect(jsonPath("$.until").doesNotExist());
        }
        assertTold(1, published);

        Instant until = start.plusSeconds(30);
        for (Instant said : List.of(until, until.plusSeconds(5))) {
            mvc.perform(put(gap, "{\"from\":\"%s\",\"until\":\"%s\",\"reason\":\"other\"}".formatted(start, said))
                            .with(phone))
                    .andExpect(jsonPath("$.until").value(until.toString()))
                    .andExpect(jsonPath("$.reason").value("muted"));
        }
        mvc.perform(put(gap, "{\"from\":\"%s\",\"reason\":\"muted\"}".formatted(start))
                        .with(phone))
                .andExpect(jsonPath("$.until").value(until.toString()));
        assertTold(2, published);
    }

    @Test
    void tenTellingsOfAGapAtOnceMakeOne() throws Exception {
        UUID gap = UUID.randomUUID();

        List<Gap> answers = AtOnce.call(10, i -> () -> gap(gap, start, start.plusSeconds(10)));

        assertThat(answers).containsOnly(answers.getFirst());
    }

    @Test
    void aGapThatEndsBeforeItBeginsEndsWhereItBegins() {
        assertThat(gap(UUID.randomUUID(), start, start.minusSeconds(5)).until()).isEqualTo(start);
        UUID open = UUID.randomUUID();
        gap(open, start, null);
        assertThat(gap(open, start, start.minusSeconds(5)).until()).isEqualTo(start);
    }

    @Test
    void onlyTheCameraOfTheSessionTellsOfItsGaps() throws Exception {
        String body = "{\"from\":\"%s\",\"reason\":\"muted\"}".formatted(start);
        Paired neighbour = newPhone(owner.account());
        Paired elsewhere = newPhone(TestCallers.newAccount());

        for (Paired other : List.of(neighbour, elsewhere)) {
            mvc.perform(put(UUID.randomUUID(), body).with(other)).andExpect(status().isNotFound());
        }
        mvc.perform(put(UUID.randomUUID(), body).with(owner)).andExpect(status().isForbidden());
        for (String bad : List.of(
                "{}", body.replace("muted", "a sentence"), body.replace(start.toString(), "+300000-01-01T00:00:00Z"))) {
            mvc.perform(put(UUID.randomUUID(), bad).with(phone)).andExpect(status().isBadRequest());
        }
    }

    @Test
    void aWordInTheSessionOfAnotherCameraDoesNotKeepItAlive() throws Exception {
        hear("watching", session);
        Paired neighbour = newPhone(owner.account());
        clock.pass(Duration.ofMinutes(5));

        devices.heard(neighbour.account(), neighbour.device(), new Heartbeat(session, "watching", null, null));

        assertThat(states()).containsExactly("watching", "silent");
    }

    private Gap gap(UUID id, Instant from, @Nullable Instant until) {
        return gaps.put(owner.account(), phone.device(), session, id, from, until, "muted");
    }

    private void hear(String state, @Nullable SessionId in) {
        devices.heard(phone.account(), phone.device(), new Heartbeat(in, state, null, null));
    }

    private List<String> states() throws Exception {
        return JsonPath.read(answer(start, now().plusSeconds(60)), "$.items[*].stretches[*].state");
    }

    private String answer(Instant from, Instant to) throws Exception {
        return mvc.perform(coverage(from, to).with(owner))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void assertTold(int times, PublishedEvents published) {
        assertThat(published
                        .ofType(SessionChanged.class)
                        .matching(changed -> changed.session().equals(session)))
                .hasSize(times);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Paired newPhone(AccountId account) {
        PairedDevice paired = pairing.pair(pairing.code(account, "Kitchen").code());
        return new Paired(paired.device().id(), account, paired.token());
    }

    private static SessionId newSession() {
        return new SessionId(TestCallers.newId());
    }

    private static MockHttpServletRequestBuilder coverage(Instant from, Instant to) {
        return get("/api/v1/coverage").param("from", from.toString()).param("to", to.toString());
    }

    private MockHttpServletRequestBuilder put(UUID gap, String body) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put(
                        "/api/v1/sessions/" + session + "/gaps/" + gap)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }
}
