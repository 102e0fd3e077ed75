package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.AT;
import static dev.nightjar.events.EventTesting.CLIP;
import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.doubtWithoutClip;
import static dev.nightjar.events.EventTesting.frame;
import static dev.nightjar.events.EventTesting.newEvent;
import static dev.nightjar.events.EventTesting.preview;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.PreviewLabel;
import dev.nightjar.inference.PreviewLook;
import dev.nightjar.sessions.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Parts of the timeline, as lists and counted by half hours. */
@EventModuleTest
class TimelineFilterTest {

    private static final int DOG = 101;
    private static final int PERSON_AND_DOG = 102;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private FakePreviewAnalyzer previews;

    @Autowired
    private Sessions sessions;

    private SignedIn owner;
    private Camera camera;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        camera = testing.camera(owner.account());
        PreviewLabel dog = new PreviewLabel("Dog", 0.6, 1);
        previews.show(DOG, new PreviewLook.Seen(List.of(dog)));
        previews.show(PERSON_AND_DOG, new PreviewLook.Seen(List.of(new PreviewLabel("person", 0.7, 1), dog)));
    }

    @Test
    void theEventsOfOneSessionAreRead() throws Exception {
        EventId before = bring(camera, AT);
        SessionId next = new SessionId(TestCallers.newId());
        sessions.start(owner.account(), camera.phone().device(), next, AT.plusSeconds(30));
        EventId after = bring(new Camera(camera.phone(), next), AT.plusSeconds(60));

        assertThat(all("&sessionId=" + camera.session())).containsExactly(before.toString());
        assertThat(all("&sessionId=" + next)).containsExactly(after.toString());
        assertThat(all("&sessionId=" + TestCallers.newId())).isEmpty();
    }

    @Test
    void eventsInWhichAnyOfTheLabelsIsSeenAreRead() throws Exception {
        EventId dog = show(AT, DOG);
        EventId both = show(AT.plusSeconds(60), PERSON_AND_DOG);
        bring(camera, AT.plusSeconds(120));

        assertThat(all("&label=dog")).containsExactly(both.toString(), dog.toString());
        assertThat(all("&label=person")).containsExactly(both.toString());
        assertThat(all("&label=Person&label=DOG")).containsExactly(both.toString(), dog.toString());
        assertThat(all("&label=cat")).isEmpty();
    }

    @Test
    void theLabelsOfTheClipCountOnceItIsAnalysed() throws Exception {
        EventId event = show(AT, DOG);

        testing.report(camera, event);
        testing.await(owner.account(), event, EventState.DONE);

        assertThat(all("&label=dog")).isEmpty();
        assertThat(all("&label=person")).containsExactly(event.toString());
    }

    @Test
    void filteredPagesMissNoneAndRepeatNone() throws Exception {
        Camera hall = testing.camera(owner.account());
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            show(hall, AT.plusSeconds(i / 3), DOG);
            bring(camera, AT.plusSeconds(i / 3));
            wanted.add(show(AT.plusSeconds(i / 3), i % 2 == 0 ? DOG : PERSON_AND_DOG)
                    .toString());
        }
        String seen = wanted.remove(4);
        mvc.perform(put("/api/v1/events/" + seen + "/reviewed").with(owner)).andExpect(status().isNoContent());

        List<String> read = all("&limit=3&label=dog&label=person&onlyNew=true&deviceId="
                + camera.phone().device() + "&sessionId=" + camera.session());

        assertThat(read).hasSameElementsAs(wanted).doesNotHaveDuplicates();
        assertThat(all("&limit=3&onlyNew=true")).hasSize(32).doesNotHaveDuplicates();
        assertThat(all("&limit=3&sessionId=" + camera.session())).hasSize(22).doesNotHaveDuplicates();
        assertThat(all("&limit=3&label=dog")).hasSize(22).doesNotHaveDuplicates();
    }

    @Test
    void nothingOfOthersPassesAnyFilter() throws Exception {
        show(AT, DOG);
        SignedIn stranger = callers.owner();

        for (String query : List.of("label=dog", "sessionId=" + camera.session(), "onlyNew=true")) {
            mvc.perform(get("/api/v1/events?" + query).with(stranger))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.items").isEmpty());
        }
        mvc.perform(get(hours(AT, AT.plusSeconds(1), "&label=dog&sessionId=" + camera.session()))
                        .with(stranger))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void senselessFiltersAreRefused() throws Exception {
        String eleven = "label=x&".repeat(11);
        for (String query : List.of("sessionId=x", "label=" + "x".repeat(61), eleven, "onlyNew=perhaps")) {
            mvc.perform(get("/api/v1/events?" + query).with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    @Test
    void halfHoursInWhichSomethingHappenedAreCounted() throws Exception {
        Instant hour = Instant.parse("2026-03-01T08:00:00Z");
        Camera hall = testing.camera(owner.account());
        EventId seen = show(hour, PERSON_AND_DOG);
        show(hall, hour.plusSeconds(1_799), DOG);
        bring(camera, hour.plusSeconds(1_800));
        bring(camera, hour.plusSeconds(3_600));
        bring(camera, hour.minusSeconds(1));
        String doubt = doubtWithoutClip(camera).replace(AT.toString(), hour.toString());
        mvc.perform(preview(newEvent(), doubt, frame(1)).with(camera.phone()))
                .andExpect(jsonPath("$.decision").value("dismiss"));
        mvc.perform(put("/api/v1/events/" + seen + "/reviewed").with(owner)).andExpect(status().isNoContent());

        mvc.perform(get(hours(hour, hour.plusSeconds(3_600), "")).with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.minutes").value(30))
                .andExpect(jsonPath("$.items.length()").value(2))
                .andExpect(jsonPath("$.items[0].at").value("2026-03-01T08:00:00.000Z"))
                .andExpect(jsonPath("$.items[0].events").value(2))
                .andExpect(jsonPath("$.items[0].newEvents").value(1))
                .andExpect(jsonPath("$.items[1].at").value("2026-03-01T08:30:00.000Z"))
                .andExpect(jsonPath("$.items[1].events").value(1))
                .andExpect(jsonPath("$.items[1].newEvents").value(1));
        String filtered = "&label=dog&label=person&deviceId=" + camera.phone().device();
        mvc.perform(get(hours(hour, hour.plusSeconds(3_600), filtered)).with(owner))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].events").value(1))
                .andExpect(jsonPath("$.items[0].newEvents").value(0));
    }

    @Test
    void tooManyHoursAreRefused() throws Exception {
        for (String query : List.of(
                hours(AT, AT, ""),
                hours(AT, AT.minusSeconds(1), ""),
                hours(AT, AT.plusSeconds(35 * 86_400 + 1), ""),
                "/api/v1/timeline/hours?from=" + AT,
                hours(AT, AT.plusSeconds(60), "&deviceId=x"))) {
            mvc.perform(get(query).with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
        mvc.perform(get(hours(AT, AT.plusSeconds(35 * 86_400), "")).with(owner)).andExpect(status().isOk());
    }

    private static String hours(Instant from, Instant to, String filter) {
        return "/api/v1/timeline/hours?from=%s&to=%s%s".formatted(from, to, filter);
    }

    private EventId bring(Camera from, Instant at) throws Exception {
        EventId event = newEvent();
        mvc.perform(announce(event, announcement(from, at, CLIP.length, 18.2)).with(from.phone()))
                .andExpect(status().isOk());
        return event;
    }

    private EventId show(Instant at, int frame) throws Exception {
        return show(camera, at, frame);
    }

    /** An event whose preview shows what the frame of that number does. */
    private EventId show(Camera from, Instant at, int frame) throws Exception {
        EventId event = newEvent();
        String announcement = announcementWithoutClip(from).replace(AT.toString(), at.toString());
        mvc.perform(preview(event, announcement, frame(frame)).with(from.phone()))
                .andExpect(status().isOk());
        return event;
    }

    /** The ids of all pages, newest first. */
    private List<String> all(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        String place = "";
        while (true) {
            String page = mvc.perform(get("/api/v1/events?" + place + query).with(owner))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            ids.addAll(JsonPath.<List<String>>read(page, "$.items[*].id"));
            if (!page.contains("\"next\"")) {
                return ids;
            }
            place = "before=" + JsonPath.read(page, "$.next");
        }
    }
}
