package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.CameraSettings.PreviewPolicy;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.PreviewLook;
import dev.nightjar.plans.UsageReport;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class PreviewTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private Devices devices;

    @Autowired
    private FakePreviewAnalyzer analyzer;

    @Autowired
    private UsageReport usage;

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
    void aTriggerIsAnnouncedAndItsClipIsWanted() throws Exception {
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1), frame(2))
                        .with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decision").value("clip"))
                .andExpect(jsonPath("$.preSeconds").value(10))
                .andExpect(jsonPath("$.postSeconds").value(8))
                .andExpect(jsonPath("$.event.state").value("announced"))
                .andExpect(jsonPath("$.event.previews").value(2))
                .andExpect(jsonPath("$.event.clip").doesNotExist())
                .andExpect(jsonPath("$.event.trace.doneAt").doesNotExist());
    }

    @Test
    void aDoubtIsDismissed() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decision").value("dismiss"))
                .andExpect(jsonPath("$.preSeconds").doesNotExist())
                .andExpect(jsonPath("$.event.state").value("dismissed"))
                .andExpect(jsonPath("$.event.previews").value(1))
                .andExpect(jsonPath("$.event.trace.doneAt").isNotEmpty());
    }

    @Test
    void whatTheFramesShowIsKnownBeforeTheClipComes() throws Exception {
        analyzer.show(21, FakePreviewAnalyzer.PERSON);

        mvc.perform(preview(event, announcementWithoutClip(camera), frame(21)).with(camera.phone()))
                .andExpect(jsonPath("$.event.verdict.decision").value("clip"))
                .andExpect(jsonPath("$.event.verdict.reason").value("trigger"));

        mvc.perform(get("/api/v1/events/" + event).with(owner))
                .andExpect(jsonPath("$.verdict.labels[0].name").value("person"))
                .andExpect(jsonPath("$.verdict.labels[0].confidence").value(0.71))
                .andExpect(jsonPath("$.verdict.labels[0].count").value(1))
                .andExpect(jsonPath("$.findings").doesNotExist())
                .andExpect(jsonPath("$.trace.previewedAt").isNotEmpty())
                .andExpect(jsonPath("$.trace.judgedAt").isNotEmpty());
    }

    @Test
    void theClipOfADoubtIsWantedWhenSomethingRelevantIsSeen() throws Exception {
        analyzer.show(22, FakePreviewAnalyzer.PERSON);

        mvc.perform(preview(event, doubtWithoutClip(camera), frame(22)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("clip"))
                .andExpect(jsonPath("$.event.state").value("announced"))
                .andExpect(jsonPath("$.event.verdict.reason").value("seen"));
    }

    @Test
    void whatCouldNotBeLookedAtIsNeverLetGo() throws Exception {
        analyzer.show(23, new PreviewLook.Busy());
        analyzer.show(24, new PreviewLook.Unreadable());
        change(PreviewPolicy.RELEVANT);

        for (String announcement : List.of(announcementWithoutClip(camera), doubtWithoutClip(camera))) {
            mvc.perform(preview(newEvent(), announcement, frame(23)).with(camera.phone()))
                    .andExpect(jsonPath("$.decision").value("clip"))
                    .andExpect(jsonPath("$.event.verdict.reason").value("busy"));
            mvc.perform(preview(newEvent(), announcement, frame(24)).with(camera.phone()))
                    .andExpect(jsonPath("$.decision").value("clip"))
                    .andExpect(jsonPath("$.event.verdict.reason").value("unreadable"));
        }
    }

    @Test
    void anOwnerMayWantOnlyWhatIsRelevant() throws Exception {
        analyzer.show(25, FakePreviewAnalyzer.PERSON);
        change(PreviewPolicy.RELEVANT);

        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("dismiss"))
                .andExpect(jsonPath("$.event.verdict.reason").value("nothingSeen"));
        mvc.perform(preview(newEvent(), announcementWithoutClip(camera), frame(25))
                        .with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("clip"))
                .andExpect(jsonPath("$.event.verdict.reason").value("seen"));
    }

    @Test
    void anOwnerMayWantEverything() throws Exception {
        change(PreviewPolicy.EVERYTHING);

        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("clip"))
                .andExpect(jsonPath("$.event.verdict.reason").value("everything"));
    }

    @Test
    void aRepeatedPreviewIsNotJudgedAnew() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(26)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("dismiss"));
        analyzer.show(26, FakePreviewAnalyzer.PERSON);
        int asked = analyzer.asked();

        mvc.perform(preview(event, doubtWithoutClip(camera), frame(26)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("dismiss"))
                .andExpect(jsonPath("$.event.verdict.labels").isEmpty());
        assertThat(analyzer.asked()).isEqualTo(asked);
    }

    @Test
    void framesThatNobodyMaySendAreNotLookedAt() throws Exception {
        Camera neighbour = testing.camera(owner.account());
        int asked = analyzer.asked();

        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(neighbour.phone()))
                .andExpect(status().isNotFound());
        assertThat(analyzer.asked()).isEqualTo(asked);
    }

    @Test
    void aDismissedEventCostsNoCredit() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(jsonPath("$.event.state").value("dismissed"));

        assertThat(usage.of(owner.account()).usedSeconds()).isZero();
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
}
