package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
@TestPropertySource(properties = "nightjar.plans.offered.home.previews-per-hour=2")
class PreviewLimitTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private EventTesting testing;

    @Test
    void thePreviewBeyondThoseOfTheHourIsRefusedAndLeavesNoEvent() throws Exception {
        Camera camera = testing.camera(TestCallers.newAccount());
        EventId first = newEvent();
        for (EventId event : new EventId[] {first, newEvent(), first}) {
            mvc.perform(preview(event, doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                    .andExpect(status().isOk());
        }

        mvc.perform(preview(newEvent(), doubtWithoutClip(camera), frame(1)).with(camera.phone()))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("tooManyPreviews"))
                .andExpect(jsonPath("$.limit").value(2))
                .andExpect(header().exists("Retry-After"));
        assertThat(testing.all(camera.account())).hasSize(2);
    }
}
