package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.AT;
import static dev.nightjar.events.EventTesting.CLIP;
import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionOperations;

/** What a person has looked at, one by one and all at once, and what is new to them. */
@EventModuleTest
class PersonalTimelineTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private EventTesting testing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionOperations transactions;

    private SignedIn owner;
    private SignedIn monitor;
    private Camera camera;

    @BeforeEach
    void newAccountOfTwoPeopleWithACamera() {
        owner = callers.owner();
        monitor = callers.person(owner.account(), Role.MONITOR);
        camera = testing.camera(owner.account());
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void eachPersonSeesWhatThatPersonHasLookedAt() throws Exception {
        EventId event = bring(AT);

        mvc.perform(put(reviewed(event)).with(monitor)).andExpect(status().isNoContent());
        mvc.perform(put(reviewed(event)).with(monitor)).andExpect(status().isNoContent());

        expectReviewed(monitor, event, true);
        expectReviewed(owner, event, false);
    }

    @Test
    void havingLookedAtAnEventIsUndone() throws Exception {
        EventId event = bring(AT);
        mvc.perform(put(reviewed(event)).with(owner));
        mvc.perform(put(reviewed(event)).with(monitor));

        mvc.perform(delete(reviewed(event)).with(owner)).andExpect(status().isNoContent());
        mvc.perform(delete(reviewed(event)).with(owner)).andExpect(status().isNoContent());

        expectReviewed(owner, event, false);
        expectReviewed(monitor, event, true);
    }

    @Test
    void whatAnswersAChangeKnowsWhoLookedAtTheEvent() throws Exception {
        EventId event = newEvent();
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()));
        mvc.perform(put(reviewed(event)).with(owner));

        mvc.perform(put("/api/v1/events/" + event + "/feedback")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"feedback\":{\"thumb\":\"up\"}}")
                        .with(owner))
                .andExpect(jsonPath("$.reviewed").value(true));
        mvc.perform(post("/api/v1/events/" + event + "/restore").with(owner))
                .andExpect(jsonPath("$.reviewed").value(true));
    }

    @Test
    void nobodyHasLookedAtWhatIsOthers() throws Exception {
        EventId event = bring(AT);
        SignedIn stranger = callers.owner();

        for (MockHttpServletRequestBuilder request : List.of(put(reviewed(event)), delete(reviewed(event)))) {
            mvc.perform(request.with(stranger)).andExpect(status().isNotFound());
        }
        for (MockHttpServletRequestBuilder request : List.of(put(reviewed(event)), delete(reviewed(event)))) {
            mvc.perform(request.with(camera.phone())).andExpect(status().isForbidden());
        }
        mvc.perform(put(reviewed(newEvent())).with(owner)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/events/" + event).with(camera.phone()))
                .andExpect(jsonPath("$.reviewed").value(false));
    }

    @Test
    void onlyWhatIsLaterThanTheLastLookAndNotLookedAtIsNew() throws Exception {
        bring(AT);
        EventId seen = bring(AT.plusSeconds(60));
        EventId unseen = bring(AT.plusSeconds(61));
        EventId dismissed = newEvent();
        mvc.perform(preview(dismissed, doubtWithoutClip(camera), frame(1)).with(camera.phone()));
        mvc.perform(get("/api/v1/timeline/look").with(owner))
                .andExpect(jsonPath("$.lookedAt").doesNotExist())
                .andExpect(jsonPath("$.newEvents").value(3));

        look(owner, AT.plusSeconds(30)).andExpect(jsonPath("$.newEvents").value(2));
        mvc.perform(put(reviewed(seen)).with(owner));

        assertThat(newTo(owner)).containsExactly(unseen.toString());
        mvc.perform(get("/api/v1/timeline/look").with(owner))
                .andExpect(jsonPath("$.lookedAt").value(AT.plusSeconds(30).toString()))
                .andExpect(jsonPath("$.newEvents").value(1));
        assertThat(newTo(monitor)).hasSize(3);
    }

    @Test
    void aLookGoesBackOnlyToUndoOne() throws Exception {
        bring(AT);
        look(owner, AT.plusSeconds(60)).andExpect(jsonPath("$.newEvents").value(0));

        look(owner, AT.minusSeconds(60))
                .andExpect(jsonPath("$.lookedAt").value(AT.plusSeconds(60).toString()));
        look(owner, "{\"at\":\"%s\",\"back\":true}".formatted(AT.minusSeconds(60)))
                .andExpect(jsonPath("$.lookedAt").value(AT.minusSeconds(60).toString()))
                .andExpect(jsonPath("$.newEvents").value(1));
        look(owner, "{\"back\":true}")
                .andExpect(jsonPath("$.lookedAt").doesNotExist())
                .andExpect(jsonPath("$.newEvents").value(1));
    }

    @Test
    void nobodyLooksIntoTheFuture() throws Exception {
        Instant later = clock.instant().plus(Duration.ofDays(2));

        String answer = look(owner, later).andReturn().getResponse().getContentAsString();

        assertThat(Instant.parse(JsonPath.read(answer, "$.lookedAt")))
                .isBetween(later.minus(Duration.ofDays(2)).minusMillis(1), clock.instant());
    }

    @Test
    void aLookWithoutATimeIsRefused() throws Exception {
        for (String body : List.of("{}", "{\"back\":false}", "{\"at\":\"yesterday\"}")) {
            mvc.perform(put("/api/v1/timeline/look")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(body)
                            .with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
        mvc.perform(get("/api/v1/timeline/look").with(camera.phone())).andExpect(status().isForbidden());
    }

    @Test
    void whatAPersonLookedAtIsForgottenWithTheMembership() throws Exception {
        EventId event = bring(AT);
        for (SignedIn person : List.of(owner, monitor)) {
            mvc.perform(put(reviewed(event)).with(person));
            look(person, AT.plusSeconds(1));
        }

        transactions.executeWithoutResult(status -> publisher.publishEvent(
                new MembershipEnded(monitor.account(), monitor.caller().person())));

        expectReviewed(owner, event, true);
        for (String table : List.of("event_reviews", "timeline_looks")) {
            assertThat(jdbc.sql("select person from %s where account = ?".formatted(table))
                            .param(owner.account().value())
                            .query(UUID.class)
                            .list())
                    .as(table)
                    .containsExactly(owner.caller().person().value());
        }
    }

    @Test
    void whoLookedAtAnEventGoesWithIt() throws Exception {
        EventId event = bring(AT);
        mvc.perform(put(reviewed(event)).with(owner));

        mvc.perform(delete("/api/v1/events/" + event).with(owner)).andExpect(status().isNoContent());

        assertThat(jdbc.sql("select count(*) from event_reviews where account = ?")
                        .param(owner.account().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private EventId bring(Instant at) throws Exception {
        EventId event = newEvent();
        mvc.perform(announce(event, announcement(camera, at, CLIP.length, 18.2)).with(camera.phone()))
                .andExpect(status().isOk());
        return event;
    }

    private ResultActions look(SignedIn person, Instant at) throws Exception {
        return look(person, "{\"at\":\"%s\"}".formatted(at));
    }

    private ResultActions look(SignedIn person, String body) throws Exception {
        return mvc.perform(put("/api/v1/timeline/look")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(person))
                .andExpect(status().isOk());
    }

    private List<String> newTo(SignedIn person) throws Exception {
        return JsonPath.read(
                mvc.perform(get("/api/v1/events?onlyNew=true").with(person))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.items[*].id");
    }

    private void expectReviewed(SignedIn person, EventId event, boolean reviewed) throws Exception {
        mvc.perform(get("/api/v1/events/" + event).with(person))
                .andExpect(jsonPath("$.reviewed").value(reviewed));
        mvc.perform(get("/api/v1/events").with(person))
                .andExpect(jsonPath("$.items[0].id").value(event.toString()))
                .andExpect(jsonPath("$.items[0].reviewed").value(reviewed));
    }

    private static String reviewed(EventId event) {
        return "/api/v1/events/" + event + "/reviewed";
    }
}
