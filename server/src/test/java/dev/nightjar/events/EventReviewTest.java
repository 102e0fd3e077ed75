package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static dev.nightjar.events.EventTesting.uploaded;
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
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.EventId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@EventModuleTest
class EventReviewTest {

    private static final String FALSE_ALARM = "{\"feedback\":{\"thumb\":\"down\",\"reason\":\"falseAlarm\"}}";

    private static final String WHY = """
            {"settings":{"version":3,"sensitivity":"high","extension":true,"sound":{"leastDb":-65},"ignoredAreas":1},
             "motionThreshold":0.004,"soundThresholdDb":7.5,"ignoredShare":0.25,
             "curve":[{"atSeconds":-1.5,"share":0.001},{"atSeconds":10.2,"share":0.2,"riseDb":9}]}""";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn owner;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        camera = testing.camera(owner.account());
        event = newEvent();
    }

    @Test
    void theClipOfARestoredEventIsWantedUntilItCame() throws Exception {
        dismiss();
        assertThat(wanted()).isEmpty();

        mvc.perform(restore().with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("announced"))
                .andExpect(jsonPath("$.previews").value(1))
                .andExpect(jsonPath("$.trace.doneAt").doesNotExist());

        assertThat(wanted()).containsExactly(event.toString());
        testing.send(camera, event);
        assertThat(wanted()).containsExactly(event.toString());
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());
        assertThat(wanted()).isEmpty();
        testing.await(owner.account(), event, EventState.DONE);
    }

    @Test
    void aRestoredEventWhoseClipIsGoneIsWantedNoLonger() throws Exception {
        dismiss();
        mvc.perform(restore().with(owner));

        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(jsonPath("$.event.state").value("done"));

        assertThat(wanted()).isEmpty();
    }

    @Test
    void aRestoredEventThatIsDeletedIsWantedNoLonger() throws Exception {
        dismiss();
        mvc.perform(restore().with(owner));

        mvc.perform(delete("/api/v1/events/" + event).with(owner)).andExpect(status().isNoContent());

        assertThat(wanted()).isEmpty();
    }

    @Test
    void whatIsWantedForADayIsWantedNoLonger() throws Exception {
        dismiss();
        mvc.perform(restore().with(owner));
        clock.pass(Duration.ofHours(24));

        assertThat(wanted()).isEmpty();
    }

    @Test
    void onlyTheCameraOfTheEventIsAskedForIt() throws Exception {
        dismiss();
        mvc.perform(restore().with(owner));

        camera = testing.camera(owner.account());

        assertThat(wanted()).isEmpty();
    }

    @Test
    void aCameraIsAskedForFiftyClipsAtATime() throws Exception {
        for (int i = 0; i < 51; i++) {
            event = newEvent();
            dismiss();
            mvc.perform(restore().with(owner)).andExpect(status().isOk());
        }

        assertThat(wanted()).hasSize(50).doesNotContain(event.toString());
    }

    @Test
    void onlyWhatIsDismissedCanBeRestored() throws Exception {
        testing.report(camera, event);
        testing.await(owner.account(), event, EventState.DONE);

        mvc.perform(restore().with(owner))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("notDismissed"));
        assertThat(wanted()).isEmpty();
    }

    @Test
    void onlyOwnersRestore() throws Exception {
        dismiss();

        mvc.perform(restore().with(callers.person(owner.account(), Role.MONITOR)))
                .andExpect(status().isForbidden());
        mvc.perform(restore().with(camera.phone())).andExpect(status().isForbidden());
        mvc.perform(restore().with(callers.owner())).andExpect(status().isNotFound());
        assertThat(events.get(owner.account(), event).state()).isEqualTo(EventState.DISMISSED);
    }

    @Test
    void everyPersonOfTheAccountMaySayThatItWasAFalseAlarmAndTakeItBack() throws Exception {
        testing.send(camera, event);
        SignedIn monitor = callers.person(owner.account(), Role.MONITOR);
        long before = events.get(owner.account(), event).change();

        mvc.perform(feedback(FALSE_ALARM).with(monitor))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.feedback.thumb").value("down"))
                .andExpect(jsonPath("$.feedback.reason").value("falseAlarm"))
                .andExpect(jsonPath("$.change").value(before + 1));
        mvc.perform(feedback(FALSE_ALARM).with(owner))
                .andExpect(jsonPath("$.change").value(before + 1));
        mvc.perform(get("/api/v1/events").with(owner))
                .andExpect(jsonPath("$.items[0].feedback.reason").value("falseAlarm"));
        mvc.perform(feedback("{\"feedback\":null}").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.feedback").doesNotExist())
                .andExpect(jsonPath("$.change").value(before + 2));
    }

    @Test
    void feedbackFromElsewhereOrOfAnotherKindIsRefused() throws Exception {
        testing.send(camera, event);

        mvc.perform(feedback(FALSE_ALARM).with(callers.owner())).andExpect(status().isNotFound());
        mvc.perform(feedback(FALSE_ALARM).with(camera.phone())).andExpect(status().isForbidden());
        mvc.perform(feedback("{\"feedback\":{\"thumb\":\"sideways\"}}").with(owner))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("feedback.thumb"));
        mvc.perform(feedback("{\"feedback\":{\"reason\":\"falseAlarm\"}}").with(owner))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("feedback.thumb"));
    }

    @Test
    void aThumbIsKeptWithTheFindingsThatItWasAbout() throws Exception {
        testing.report(camera, event);
        testing.await(owner.account(), event, EventState.DONE);

        mvc.perform(feedback("{\"feedback\":{\"thumb\":\"up\",\"reason\":\"rightWords\",\"text\":\"Just so\"}}")
                        .with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.feedback.text").value("Just so"));

        assertThat(jdbc.sql("select feedback_on ->> 'summary' from events where id = ? and feedback_at is not null")
                        .param(event.value())
                        .query(String.class)
                        .single())
                .isEqualTo(FakeAnalyzer.findings().summary());
    }

    @Test
    void peopleReadWhyAnEventFired() throws Exception {
        mvc.perform(announce(event, with(WHY)).with(camera.phone())).andExpect(status().isOk());

        mvc.perform(why().with(callers.person(owner.account(), Role.MONITOR)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.settings.version").value(3))
                .andExpect(jsonPath("$.settings.sensitivity").value("high"))
                .andExpect(jsonPath("$.settings.sound.leastDb").value(-65))
                .andExpect(jsonPath("$.settings.sound.riseDb").doesNotExist())
                .andExpect(jsonPath("$.ignoredShare").value(0.25))
                .andExpect(jsonPath("$.curve.length()").value(2))
                .andExpect(jsonPath("$.curve[0].atSeconds").value(-1.5))
                .andExpect(jsonPath("$.curve[1].riseDb").value(9));
        mvc.perform(why().with(camera.phone())).andExpect(status().isForbidden());
        mvc.perform(why().with(callers.owner())).andExpect(status().isNotFound());
    }

    @Test
    void whatTheAnnouncementSaysOfTheReasonCountsMoreThanThePreview() throws Exception {
        String early =
                announcementWithoutClip(camera).replaceFirst("}\\s*$", ",\"why\":" + WHY.replace("0.25", "0.5") + "}");
        mvc.perform(preview(event, early, frame(1)).with(camera.phone())).andExpect(status().isOk());
        mvc.perform(why().with(owner)).andExpect(jsonPath("$.ignoredShare").value(0.5));

        mvc.perform(announce(event, with(WHY)).with(camera.phone())).andExpect(status().isOk());

        mvc.perform(why().with(owner)).andExpect(jsonPath("$.ignoredShare").value(0.25));
    }

    @Test
    void anEventWhoseCameraDidNotTellWhySaysSo() throws Exception {
        testing.send(camera, event);

        mvc.perform(why().with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("noReason"));
    }

    @Test
    void reasonsThatAreNoneAreRefused() throws Exception {
        String point = "{\"atSeconds\":1,\"share\":0.1},";
        for (String bad : List.of(
                WHY.replace("\"version\":3,\"sensitivity\":\"high\",", ""),
                WHY.replace("0.25", "2"),
                WHY.replace("-1.5", "1e999"),
                WHY.replace("\"ignoredAreas\":1", "\"ignoredAreas\":17"),
                WHY.replace("\"curve\":[", "\"curve\":[" + point.repeat(239)),
                "{}")) {
            mvc.perform(announce(event, with(bad)).with(camera.phone()))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    private void dismiss() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(status().isOk());
    }

    private List<String> wanted() throws Exception {
        String answer = mvc.perform(post("/api/v1/devices/" + camera.phone().device() + "/heartbeat")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"state\":\"watching\"}")
                        .with(camera.phone()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.wanted");
    }

    private String with(String why) {
        return announcement(camera).replaceFirst("}\\s*$", ",\"why\":" + why + "}");
    }

    private MockHttpServletRequestBuilder restore() {
        return post("/api/v1/events/" + event + "/restore");
    }

    private MockHttpServletRequestBuilder why() {
        return get("/api/v1/events/" + event + "/why");
    }

    private MockHttpServletRequestBuilder feedback(String body) {
        return put("/api/v1/events/" + event + "/feedback")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }
}
