package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.AT;
import static dev.nightjar.events.EventTesting.CLIP;
import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class EventIntakeTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private ClipStore clips;

    @Autowired
    private TestClock clock;

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
    void aClipThatComesAfterAllIsTaken() throws Exception {
        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(jsonPath("$.event.state").value("done"));

        testing.send(camera, event);
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());

        Event taken = events.get(owner.account(), event);
        assertThat(taken.state()).isEqualTo(EventState.PROCESSING);
        assertThat(taken.clip()).isNotNull();
        assertThat(taken.trace().doneAt()).isNull();
    }

    @Test
    void anAnnouncedEventGetsLeaveToUploadItsClip() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.id").value(event.toString()))
                .andExpect(jsonPath("$.event.deviceId")
                        .value(camera.phone().device().toString()))
                .andExpect(jsonPath("$.event.sessionId").value(camera.session().toString()))
                .andExpect(jsonPath("$.event.state").value("uploading"))
                .andExpect(jsonPath("$.event.at").value("2026-03-01T08:00:06.400Z"))
                .andExpect(jsonPath("$.event.trigger.type").value("motion"))
                .andExpect(jsonPath("$.event.trigger.levelDb").doesNotExist())
                .andExpect(jsonPath("$.event.clip.preSeconds").value(10.2))
                .andExpect(jsonPath("$.event.analysis.status").value("none"))
                .andExpect(jsonPath("$.event.poster").value(false))
                .andExpect(jsonPath("$.event.trace.triggeredAt").value("2026-03-01T08:00:06.410Z"))
                .andExpect(jsonPath("$.event.trace.announcedAt").isNotEmpty())
                .andExpect(jsonPath("$.upload.method").value("PUT"))
                .andExpect(jsonPath("$.upload.headers['Content-Type']").value("video/mp4"))
                .andExpect(jsonPath("$.upload.maximumBytes").value(CLIP.length));
    }

    @Test
    void aClipWhoseGrantEndsByAJumpOfTheClockGetsThereWithAnother() throws Exception {
        for (Duration jump : List.of(Duration.ofHours(12), Duration.ofHours(-12))) {
            event = newEvent();
            URI grant = testing.grant(camera, event);
            clock.pass(jump);
            mvc.perform(put(grant).contentType("video/mp4").content(CLIP))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.code").value("grantRefused"));

            testing.report(camera, event);

            testing.await(owner.account(), event, EventState.DONE);
        }
    }

    @Test
    void anUploadedEventIsAnalysedAndDone() throws Exception {
        testing.report(camera, event);

        Event done = testing.await(owner.account(), event, EventState.DONE);

        assertThat(done.analysis().status()).isEqualTo(Analysis.Status.DONE);
        assertThat(done.findings()).isEqualTo(FakeAnalyzer.findings());
        EventTrace trace = done.trace();
        assertThat(List.of(trace.announcedAt(), trace.uploadedAt(), trace.analysisStartedAt(), trace.doneAt()))
                .isSorted();
        assertThat(analyzer.asked(event)).singleElement().satisfies(clip -> {
            assertThat(clip.triggerSeconds()).isEqualTo(10.2);
            assertThat(clip.bytes()).isEqualTo(CLIP.length);
            assertThat(clip.clipKey())
                    .isEqualTo(BlobKey.clip(owner.account(), camera.phone().device(), event));
        });
    }

    @Test
    void tenAnnouncementsAtOnceMakeOneEvent() throws Exception {
        List<String> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());

        assertThat(answers).allSatisfy(answer -> {
            assertThat(JsonPath.<String>read(answer, "$.event.state")).isEqualTo("uploading");
            assertThat(JsonPath.<String>read(answer, "$.upload.url")).startsWith("/blobs/");
        });
        assertThat(testing.all(owner.account())).hasSize(1);
    }

    @Test
    void tenReportsAtOnceAnalyseOnce() throws Exception {
        testing.send(camera, event);

        AtOnce.call(
                10, i -> () -> mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk()));

        testing.await(owner.account(), event, EventState.DONE);
        mvc.perform(uploaded(event).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("done"));
        assertThat(analyzer.asked(event)).hasSize(1);
    }

    @Test
    void anAnnouncementAfterTheUploadGivesNoLeave() throws Exception {
        testing.report(camera, event);
        testing.await(owner.account(), event, EventState.DONE);

        mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("done"))
                .andExpect(jsonPath("$.upload").doesNotExist());
    }

    @Test
    void anEventWithoutAClipIsDoneAsItComes() throws Exception {
        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.state").value("done"))
                .andExpect(jsonPath("$.event.analysis.status").value("none"))
                .andExpect(jsonPath("$.event.clip").doesNotExist())
                .andExpect(jsonPath("$.upload").doesNotExist());
        mvc.perform(uploaded(event).with(camera.phone()))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("wrongState"));
    }

    @Test
    void aReportBeforeTheClipIsToldSo() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(camera.phone()));

        mvc.perform(uploaded(event).with(camera.phone()))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("clipMissing"));
        assertThat(events.get(owner.account(), event).state()).isEqualTo(EventState.UPLOADING);
    }

    @Test
    void aClipOfAnotherSizeIsRefusedAndMayBeSentAgain() throws Exception {
        upload("short".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        mvc.perform(uploaded(event).with(camera.phone()))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("clipMismatch"));

        upload(CLIP);
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());
        testing.await(owner.account(), event, EventState.DONE);
    }

    @Test
    void aClipOfOtherBytesIsRefusedAndMayBeSentAgain() throws Exception {
        byte[] other = CLIP.clone();
        other[3] ^= 1;
        upload(other);
        mvc.perform(uploaded(event).with(camera.phone()))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("clipMismatch"));

        upload(CLIP);
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());
        testing.await(owner.account(), event, EventState.DONE);
    }

    @Test
    void aClipThatIsTooLongOrTooLargeIsRefusedBeforeItMoves() throws Exception {
        mvc.perform(announce(event, announcement(camera, AT, CLIP.length, 62)).with(camera.phone()))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("clipTooLong"))
                .andExpect(jsonPath("$.limit").value(60));
        mvc.perform(announce(event, announcement(camera, AT, 70L * 1024 * 1024, 18))
                        .with(camera.phone()))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.code").value("clipTooLarge"))
                .andExpect(jsonPath("$.limit").value(64 * 1024 * 1024));
        assertThat(testing.all(owner.account())).isEmpty();
    }

    @Test
    void whatIsNotValidIsRefusedByName() throws Exception {
        String good = announcement(camera);
        for (String bad : List.of(
                good.replace("0.031", "-1"),
                good.replace("\"motion\"", "\"smell\""),
                good.replace("video/mp4", "video/quicktime"),
                good.replace(EventTesting.SHA_256, "abc"),
                good.replace("\"bytes\":" + CLIP.length, "\"bytes\":0"),
                good.replace("\"score\":0.031,", ""),
                good.replace("0.031", "1e999"),
                good.replace("\"preSeconds\":10.2", "\"preSeconds\":1e999"),
                good.replace(AT.toString(), "+300000-01-01T00:00:00Z"),
                good.replace(AT.toString(), "yesterday"),
                "{}",
                "nonsense")) {
            mvc.perform(announce(event, bad).with(camera.phone()))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    @Test
    void anotherPhonesEventDoesNotExist() throws Exception {
        Camera neighbour = testing.camera(owner.account());
        testing.send(camera, event);

        mvc.perform(announce(event, announcement(neighbour)).with(neighbour.phone()))
                .andExpect(status().isNotFound());
        mvc.perform(uploaded(event).with(neighbour.phone())).andExpect(status().isNotFound());
        assertThat(events.get(owner.account(), event).deviceId())
                .isEqualTo(camera.phone().device());
    }

    @Test
    void theSameIdInAnotherAccountIsAnotherEvent() throws Exception {
        Camera elsewhere = testing.camera(TestCallers.newAccount());
        testing.send(camera, event);

        testing.report(elsewhere, event);

        testing.await(elsewhere.account(), event, EventState.DONE);
        assertThat(events.get(owner.account(), event).state()).isEqualTo(EventState.UPLOADING);
    }

    @Test
    void anEventNeedsASessionOfItsPhone() throws Exception {
        Camera neighbour = testing.camera(owner.account());
        Camera unknown = new Camera(camera.phone(), new SessionId(TestCallers.newId()));

        for (Camera other : List.of(new Camera(camera.phone(), neighbour.session()), unknown)) {
            mvc.perform(announce(event, announcement(other)).with(camera.phone()))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void onlyCamerasBringEvents() throws Exception {
        mvc.perform(announce(event, announcement(camera)).with(owner)).andExpect(status().isForbidden());
        mvc.perform(uploaded(event).with(owner)).andExpect(status().isForbidden());
        mvc.perform(announce(event, announcement(camera))).andExpect(status().isUnauthorized());
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isNotFound());
    }

    private void upload(byte[] content) throws Exception {
        String answer = mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        mvc.perform(put(URI.create(JsonPath.<String>read(answer, "$.upload.url")))
                        .contentType("video/mp4")
                        .content(content))
                .andExpect(status().isCreated());
        assertThat(clips.find(BlobKey.clip(owner.account(), camera.phone().device(), event)))
                .isPresent();
    }
}
