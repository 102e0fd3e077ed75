package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.CameraSettings.PreviewPolicy;
import dev.nightjar.devices.Devices;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.ClipStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class PreviewFramesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

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
    void peopleSeeTheFramesAsTheyCame() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1), frame(2)).with(camera.phone()));
        SignedIn monitor = callers.person(owner.account(), Role.MONITOR);

        for (int number = 1; number <= 2; number++) {
            String address = mvc.perform(get(path(number)).with(monitor))
                    .andExpect(status().isFound())
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
            mvc.perform(get(URI.create(String.valueOf(address))))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType(MediaType.IMAGE_JPEG))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andExpect(content().bytes(frame(number)));
        }
        for (String none : List.of(path(0), path(3))) {
            mvc.perform(get(none).with(owner))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("noPreview"));
        }
    }

    @Test
    void camerasAndStrangersSeeNoFrames() throws Exception {
        mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()));

        mvc.perform(get(path(1)).with(camera.phone())).andExpect(status().isForbidden());
        mvc.perform(get(path(1)).with(callers.owner())).andExpect(status().isNotFound());
        mvc.perform(get(path(1))).andExpect(status().isUnauthorized());
    }

    @Test
    void onlyTheCameraItselfShowsItsEvents() throws Exception {
        Camera neighbour = testing.camera(owner.account());

        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(owner))
                .andExpect(status().isForbidden());
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(neighbour.phone()))
                .andExpect(status().isNotFound());
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()));
        mvc.perform(preview(event, announcementWithoutClip(neighbour), frame(1)).with(neighbour.phone()))
                .andExpect(status().isNotFound());
    }

    @Test
    void tenPreviewsAtOnceMakeOneEventAndOneDecision() throws Exception {
        List<String> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(preview(event, doubtWithoutClip(camera), frame(1), frame(2), frame(3))
                                .with(camera.phone()))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());

        assertThat(answers).allSatisfy(answer -> {
            assertThat(JsonPath.<String>read(answer, "$.decision")).isEqualTo("dismiss");
            assertThat(JsonPath.<Integer>read(answer, "$.event.previews")).isEqualTo(3);
        });
        // one for the event, one for its frames
        assertThat(events.get(owner.account(), event).change()).isEqualTo(2);
    }

    @Test
    void theFramesThatCameFirstStay() throws Exception {
        mvc.perform(preview(event, announcementWithoutClip(camera), frame(1)).with(camera.phone()));

        mvc.perform(preview(event, announcementWithoutClip(camera), frame(7), frame(8))
                        .with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.event.previews").value(1));

        String address =
                mvc.perform(get(path(1)).with(owner)).andReturn().getResponse().getRedirectedUrl();
        mvc.perform(get(URI.create(String.valueOf(address))))
                .andExpect(content().bytes(frame(1)));
        assertThat(clips.find(Previews.key(owner.account(), event, 2))).isEmpty();
    }

    @Test
    void framesThatAreNoneAreRefused() throws Exception {
        byte[] tooLarge = Arrays.copyOf(frame(1), 200 * 1024 + 1);
        List<byte[][]> bad = new ArrayList<>();
        bad.add(new byte[][] {"<html><script>".getBytes(java.nio.charset.StandardCharsets.UTF_8)});
        bad.add(new byte[][] {frame(1), {}});
        bad.add(new byte[][] {tooLarge});
        bad.add(new byte[][] {frame(1), frame(2), frame(3), frame(4)});
        bad.add(new byte[][] {});
        for (byte[][] frames : bad) {
            mvc.perform(preview(event, announcementWithoutClip(camera), frames).with(camera.phone()))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"))
                    .andExpect(jsonPath("$.field").value("frame"));
        }
        mvc.perform(preview(event, announcementWithoutClip(camera))
                        .file(new MockMultipartFile("frame", "frame.html", "text/html", frame(1)))
                        .with(camera.phone()))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("frame"));
        mvc.perform(get("/api/v1/events/" + event).with(owner)).andExpect(status().isNotFound());
    }

    @Test
    void announcementsThatAreNoneAreRefused() throws Exception {
        for (String bad : List.of("{}", "nonsense", announcement(camera))) {
            mvc.perform(preview(event, bad, frame(1)).with(camera.phone()))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
        mvc.perform(get("/api/v1/events/" + event).with(owner)).andExpect(status().isNotFound());
    }

    @Test
    void aPreviewThatDoesNotComeInPartsIsToldHowToCome() throws Exception {
        mvc.perform(post("/api/v1/events/" + event + "/preview")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(announcementWithoutClip(camera))
                        .with(camera.phone()))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.detail").value("Send multipart/form-data."));
        mvc.perform(announce(event, announcement(camera))
                        .contentType(MediaType.TEXT_PLAIN)
                        .with(camera.phone()))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.detail").value("Send application/json."));
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
