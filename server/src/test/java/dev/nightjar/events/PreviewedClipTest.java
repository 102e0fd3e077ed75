package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.CameraSettings.PreviewPolicy;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.ClipStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class PreviewedClipTest {

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
    private EventExpiry expiry;

    @Autowired
    private ClipStore clips;

    @Autowired
    private Devices devices;

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
    void theClipOfAPreviewedEventFollows() throws Exception {
        for (String before : List.of(announcementWithoutClip(camera), doubtWithoutClip(camera))) {
            EventId one = newEvent();
            mvc.perform(preview(one, before, frame(1)).with(camera.phone())).andExpect(status().isOk());

            mvc.perform(announce(one, announcement(camera)).with(camera.phone()))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.event.state").value("uploading"))
                    .andExpect(jsonPath("$.event.previews").value(1))
                    .andExpect(jsonPath("$.event.trigger.type").value("motion"))
                    .andExpect(jsonPath("$.event.clip.preSeconds").value(10.2))
                    .andExpect(jsonPath("$.event.trace.clipReadyAt").value("2026-03-01T08:00:14.800Z"))
                    .andExpect(jsonPath("$.event.trace.doneAt").doesNotExist())
                    .andExpect(jsonPath("$.upload.url").isNotEmpty());
            testing.report(camera, one);
            testing.await(owner.account(), one, EventState.DONE);

            mvc.perform(preview(one, before, frame(1)).with(camera.phone()))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.decision").value("clip"))
                    .andExpect(jsonPath("$.event.state").value("done"));
        }
    }

    @Test
    void tenAnnouncementsAtOnceAfterAPreviewAllGetLeave() throws Exception {
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()));

        List<String> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());

        assertThat(answers)
                .allSatisfy(answer -> assertThat(JsonPath.<String>read(answer, "$.upload.url"))
                        .startsWith("/blobs/"));
    }

    @Test
    void aPreviewedEventWhoseClipWillNotComeIsDoneWithoutOne() throws Exception {
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()));

        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("done"))
                .andExpect(jsonPath("$.event.clip").doesNotExist())
                .andExpect(jsonPath("$.upload").doesNotExist());
        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("done"));
    }

    @Test
    void aClipThatIsGoneFromThePhoneIsWaitedForNoLonger() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));

        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("done"))
                .andExpect(jsonPath("$.event.clip").doesNotExist());
    }

    @Test
    void aClipThatIsGoneFromThePhoneButHasArrivedCounts() throws Exception {
        testing.send(camera, event);

        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk());

        assertThat(testing.await(owner.account(), event, EventState.DONE).clip())
                .isNotNull();
    }

    @Test
    void aDismissedEventStaysSoWhenItHasNoClipToOffer() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()));

        mvc.perform(announce(event, doubtWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("dismissed"));
        clock.pass(Duration.ofHours(25));
        expiry.run();
        assertThat(events.get(owner.account(), event).state()).isEqualTo(EventState.DISMISSED);
    }

    @Test
    void aPreviewedEventWhoseClipNeverComesExpiresAndKeepsItsFrames() throws Exception {
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()));
        clock.pass(Duration.ofHours(25));

        expiry.run();

        assertThat(events.get(owner.account(), event).state()).isEqualTo(EventState.EXPIRED);
        mvc.perform(get(path(1)).with(owner)).andExpect(status().isFound());
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(jsonPath("$.event.state").value("uploading"))
                .andExpect(jsonPath("$.event.clip.bytes").isNumber());
    }

    @Test
    void theFramesOfADeletedEventGoWithIt() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1), frame(2)).with(camera.phone()));

        mvc.perform(delete("/api/v1/events/" + event).with(owner)).andExpect(status().isNoContent());

        await().untilAsserted(() -> {
            assertThat(clips.find(Previews.key(owner.account(), event, 1))).isEmpty();
            assertThat(clips.find(Previews.key(owner.account(), event, 2))).isEmpty();
        });
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("eventDeleted"));
        assertThat(clips.find(Previews.key(owner.account(), event, 1))).isEmpty();
    }

    @Test
    void previewsDuringADeletionLeaveNothing() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));

        AtOnce.call(
                10,
                i -> () -> mvc.perform(
                                i == 5
                                        ? delete("/api/v1/events/" + event).with(owner)
                                        : preview(event, announcementWithoutClip(camera), frame(1), frame(2))
                                                .with(camera.phone()))
                        .andReturn());

        mvc.perform(get("/api/v1/events/" + event).with(owner)).andExpect(status().isNotFound());
        await().untilAsserted(() ->
                assertThat(clips.find(Previews.key(owner.account(), event, 1))).isEmpty());
    }

    private void change(PreviewPolicy policy) {
        CameraSettings now = devices.settings(camera.account(), camera.phone().device());
        CameraSettings changed = new CameraSettings(
                now.version(),
                now.preSeconds(),
                now.postSeconds(),
                now.cooldownSeconds(),
                now.sensitivity(),
                now.extension(),
                now.motion(),
                now.sound(),
                now.mask(),
                now.camera(),
                now.instructions(),
                policy);
        devices.change(camera.account(), camera.phone().device(), changed);
    }

    private String path(int number) {
        return "/api/v1/events/" + event + "/preview/" + number;
    }
}
