package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.uploaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class EventDeletionTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private DeletionJob job;

    @Autowired
    private ClipStore clips;

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
    void aDeletedEventGoesWithItsClipAndAllThatWasMadeOfIt() throws Exception {
        analyzer.answer(event, this::withPoster);
        testing.report(camera, event);
        testing.await(owner.account(), event, EventState.DONE);
        BlobKey poster = analyzer.asked(event).getFirst().posterKey();
        assertThat(clips.find(poster)).isPresent();

        mvc.perform(deletion().with(owner)).andExpect(status().isNoContent());

        mvc.perform(get("/api/v1/events/" + event).with(owner)).andExpect(status().isNotFound());
        await().untilAsserted(() -> {
            assertThat(clips.find(clipKey())).isEmpty();
            assertThat(clips.find(poster)).isEmpty();
        });
    }

    @Test
    void aCameraThatAnnouncesADeletedEventAgainHearsThatItIsGone() throws Exception {
        testing.send(camera, event);
        mvc.perform(deletion().with(owner)).andExpect(status().isNoContent());

        mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isGone())
                .andExpect(jsonPath("$.code").value("eventDeleted"));
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isNotFound());
    }

    @Test
    void ofTenDeletionsAtOnceOneIsTheFirst() throws Exception {
        testing.send(camera, event);

        List<Integer> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(deletion().with(owner))
                        .andReturn()
                        .getResponse()
                        .getStatus());

        assertThat(answers).containsOnlyOnce(204);
        assertThat(answers).filteredOn(status -> status != 204).containsOnly(404);
    }

    @Test
    void announcementsDuringADeletionDoNotBringTheEventBack() throws Exception {
        testing.send(camera, event);

        AtOnce.call(
                10,
                i -> () -> mvc.perform(
                                i == 5
                                        ? deletion().with(owner)
                                        : announce(event, announcement(camera)).with(camera.phone()))
                        .andReturn());

        mvc.perform(get("/api/v1/events/" + event).with(owner)).andExpect(status().isNotFound());
    }

    @Test
    void anEventThatIsDeletedWhileItIsLookedAtLeavesNothing() throws Exception {
        analyzer.answer(event, clip -> {
            try {
                mvc.perform(deletion().with(owner)).andExpect(status().isNoContent());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            job.run(new DeletedClip(owner.account(), camera.phone().device(), event));
            return withPoster(clip);
        });

        testing.report(camera, event);

        await().until(() -> analyzer.asked(event).size() == 1);
        BlobKey poster = analyzer.asked(event).getFirst().posterKey();
        await().untilAsserted(() -> assertThat(clips.find(poster)).isEmpty());
        assertThat(clips.find(clipKey())).isEmpty();
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder deletion() {
        return delete("/api/v1/events/" + event);
    }

    private BlobKey clipKey() {
        return BlobKey.clip(owner.account(), camera.phone().device(), event);
    }

    private ClipAnalysed withPoster(AnalyzeClip clip) {
        try {
            clips.upload(clip.poster(), new byte[] {1, 2, 3});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClipAnalysed.Done(
                clip.account(), clip.event(), clip.attempt(), FakeAnalyzer.findings(), 18, clip.posterKey());
    }
}
