package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.AT;
import static dev.nightjar.events.EventTesting.CLIP;
import static dev.nightjar.events.EventTesting.announce;
import static dev.nightjar.events.EventTesting.announcement;
import static dev.nightjar.events.EventTesting.announcementWithoutClip;
import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@EventModuleTest
class TimelineTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    private SignedIn owner;
    private Camera camera;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        camera = testing.camera(owner.account());
    }

    @Test
    void thePagesAreInOrderAndMissNoneOfThoseThatHappenedTogether() throws Exception {
        List<EventId> made = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            made.add(bring(camera, AT.plusSeconds(i / 4)));
        }

        List<String> read = readAll("", () -> {});

        assertThat(read).hasSameElementsAs(made.stream().map(EventId::toString).toList());
        assertThat(read).doesNotHaveDuplicates().hasSize(11);
    }

    @Test
    void eventsThatComeWhileOneReadsNeitherRepeatNorHideOthers() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            made.add(bring(camera, AT.plusSeconds(i)).toString());
        }

        List<String> read = readAll("", () -> bring(camera, AT.plusSeconds(100)));

        assertThat(read).isEqualTo(made.reversed());
    }

    @Test
    void oneCamerasEventsAreRead() throws Exception {
        Camera hall = testing.camera(owner.account());
        EventId inHall = bring(hall, AT);
        bring(camera, AT);

        assertThat(readAll("&deviceId=" + hall.phone().device(), () -> {})).containsExactly(inHall.toString());
    }

    @Test
    void aNonsensicalPlaceOrLimitIsRefused() throws Exception {
        for (String query : List.of(
                "before=nonsense", "before=MTIz", "before=" + farAway(), "limit=0", "limit=201", "deviceId=x")) {
            mvc.perform(get("/api/v1/events?" + query).with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"));
        }
    }

    @Test
    void whatIsOthersDoesNotExist() throws Exception {
        EventId event = testing.report(camera, newEvent());
        testing.await(owner.account(), event, EventState.DONE);
        SignedIn stranger = callers.owner();
        Camera neighbour = testing.camera(owner.account());

        for (MockHttpServletRequestBuilder request : List.of(
                get(path(event)),
                get(path(event) + "/clip"),
                get(path(event) + "/poster"),
                post(path(event) + "/analysis"),
                delete(path(event)))) {
            mvc.perform(request.with(stranger))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("notFound"));
        }
        mvc.perform(get(path(event)).with(neighbour.phone())).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/events").with(stranger))
                .andExpect(jsonPath("$.items").isEmpty());
        mvc.perform(get("/api/v1/events?deviceId=" + camera.phone().device()).with(stranger))
                .andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void aMonitorReadsAndChangesNothing() throws Exception {
        EventId event = testing.report(camera, newEvent());
        testing.await(owner.account(), event, EventState.DONE);
        SignedIn monitor = callers.person(owner.account(), Role.MONITOR);

        mvc.perform(get(path(event)).with(monitor)).andExpect(status().isOk());
        mvc.perform(get(path(event) + "/clip").with(monitor)).andExpect(status().isFound());
        mvc.perform(delete(path(event)).with(monitor)).andExpect(status().isForbidden());
        mvc.perform(post(path(event) + "/analysis").with(monitor)).andExpect(status().isForbidden());
    }

    @Test
    void aCameraHearsTitleAndLabelsOfItsEventsAndSeesNoMedia() throws Exception {
        EventId event = testing.report(camera, newEvent());
        testing.await(owner.account(), event, EventState.DONE);

        mvc.perform(get(path(event)).with(camera.phone()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("done"))
                .andExpect(jsonPath("$.findings.title").value("A person"))
                .andExpect(jsonPath("$.findings.labels[0].name").value("person"))
                .andExpect(jsonPath("$.findings.summary").value("A person"))
                .andExpect(jsonPath("$.findings.observations", hasSize(0)));
        for (MockHttpServletRequestBuilder request : List.of(
                get(path(event) + "/clip"),
                get(path(event) + "/poster"),
                get("/api/v1/events"),
                delete(path(event)),
                post(path(event) + "/analysis"))) {
            mvc.perform(request.with(camera.phone())).andExpect(status().isForbidden());
        }
    }

    @Test
    void theClipIsLedToOnceItHasCome() throws Exception {
        EventId event = newEvent();
        testing.send(camera, event);
        mvc.perform(get(path(event) + "/clip").with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("noClip"));

        testing.report(camera, newEvent());
        mvc.perform(post(path(event) + "/uploaded").with(camera.phone())).andExpect(status().isOk());

        String address = mvc.perform(get(path(event) + "/clip").with(owner))
                .andExpect(status().isFound())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        mvc.perform(get(URI.create(String.valueOf(address))))
                .andExpect(status().isOk())
                .andExpect(content().bytes(CLIP));
        mvc.perform(get(path(event) + "/poster").with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("noPoster"));
    }

    @Test
    void anEventWithoutAClipHasNone() throws Exception {
        EventId event = newEvent();
        mvc.perform(announce(event, announcementWithoutClip(camera)).with(camera.phone()));

        mvc.perform(get(path(event) + "/clip").with(owner)).andExpect(status().isNotFound());
    }

    private static String farAway() {
        return new Cursor(Instant.ofEpochMilli(Long.MAX_VALUE), TestCallers.newId()).text();
    }

    private static String path(EventId event) {
        return "/api/v1/events/" + event;
    }

    private EventId bring(Camera from, Instant at) throws Exception {
        EventId event = newEvent();
        mvc.perform(announce(event, announcement(from, at, CLIP.length, 18.2)).with(from.phone()))
                .andExpect(status().isOk());
        return event;
    }

    /** Does something between two pages. */
    private interface Meanwhile {
        void happens() throws Exception;
    }

    private List<String> readAll(String query, Meanwhile meanwhile) throws Exception {
        List<String> ids = new ArrayList<>();
        List<String> times = new ArrayList<>();
        String next = null;
        do {
            String page = page(query, next);
            ids.addAll(JsonPath.<List<String>>read(page, "$.items[*].id"));
            times.addAll(JsonPath.<List<String>>read(page, "$.items[*].at"));
            next = page.contains("\"next\"") ? JsonPath.read(page, "$.next") : null;
            meanwhile.happens();
        } while (next != null);
        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
        return ids;
    }

    private String page(String query, @Nullable String before) throws Exception {
        return mvc.perform(get("/api/v1/events?limit=3" + query + (before == null ? "" : "&before=" + before))
                        .with(owner))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
