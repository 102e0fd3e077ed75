package dev.nightjar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.Sessions;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.UploadGrant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/** A camera that watches, and what it sends. */
@TestComponent
class EventTesting {

    static final Instant AT = Instant.parse("2026-03-01T08:00:06.400Z");
    static final byte[] CLIP = "not really a clip".getBytes(StandardCharsets.UTF_8);

    /** Of the clip. */
    static final String SHA_256 = HexFormat.of().formatHex(Secrets.hash("not really a clip"));

    private final MockMvc mvc;
    private final Pairing pairing;
    private final Sessions sessions;
    private final Events events;

    EventTesting(MockMvc mvc, Pairing pairing, Sessions sessions, Events events) {
        this.mvc = mvc;
        this.pairing = pairing;
        this.sessions = sessions;
        this.events = events;
    }

    /** A phone with its session. */
    record Camera(Paired phone, SessionId session) {

        AccountId account() {
            return phone.account();
        }
    }

    Camera camera(AccountId account) {
        PairedDevice paired = pairing.pair(pairing.code(account, "Kitchen").code());
        Paired phone = new Paired(paired.device().id(), account, paired.token());
        SessionId session = new SessionId(TestCallers.newId());
        sessions.start(account, phone.device(), session, AT.minusSeconds(60));
        return new Camera(phone, session);
    }

    static EventId newEvent() {
        return new EventId(TestCallers.newId());
    }

    static String announcement(Camera camera, Instant at, long bytes, double durationSeconds) {
        return """
                {"sessionId":"%s","at":"%s","trigger":{"type":"motion","score":0.031,"changedShare":0.2,"doubt":false},
                 "clip":{"durationSeconds":%s,"preSeconds":10.2,"postSeconds":8,"bytes":%d,"contentType":"video/mp4",
                   "sha256":"%s"},
                 "trace":{"triggeredAt":"2026-03-01T08:00:06.410Z","clipReadyAt":"2026-03-01T08:00:14.800Z"}}
                """.formatted(camera.session(), at, durationSeconds, bytes, SHA_256);
    }

    static String announcement(Camera camera) {
        return announcement(camera, AT, CLIP.length, 18.2);
    }

    static String announcementWithoutClip(Camera camera) {
        return """
                {"sessionId":"%s","at":"%s","trigger":{"type":"sound","score":2,"levelDb":-20,"doubt":false}}
                """.formatted(camera.session(), AT);
    }

    static String doubtWithoutClip(Camera camera) {
        return announcementWithoutClip(camera).replace("\"doubt\":false", "\"doubt\":true");
    }

    /** A picture of one pixel, unlike those of other numbers. */
    static byte[] frame(int number) {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, number);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // what follows the end of the image counts for nobody who draws it
        written.write(number);
        return written.toByteArray();
    }

    /** A preview with so many frames, numbered from the first. */
    static MockMultipartHttpServletRequestBuilder preview(EventId event, String announcement, byte[]... frames) {
        MockMultipartHttpServletRequestBuilder request = multipart("/api/v1/events/" + event + "/preview")
                .file(new MockMultipartFile(
                        "announcement",
                        "",
                        MediaType.APPLICATION_JSON_VALUE,
                        announcement.getBytes(StandardCharsets.UTF_8)));
        for (byte[] frame : frames) {
            request.file(new MockMultipartFile("frame", "frame.jpg", MediaType.IMAGE_JPEG_VALUE, frame));
        }
        return request;
    }

    static MockHttpServletRequestBuilder announce(EventId event, String announcement) {
        return put("/api/v1/events/" + event)
                .contentType(MediaType.APPLICATION_JSON)
                .content(announcement);
    }

    static MockHttpServletRequestBuilder uploaded(EventId event) {
        return post("/api/v1/events/" + event + "/uploaded");
    }

    /** Announces an event; the address for its clip. */
    URI grant(Camera camera, EventId event) throws Exception {
        String answer = mvc.perform(announce(event, announcement(camera)).with(camera.phone()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return URI.create(JsonPath.read(answer, "$.upload.url"));
    }

    /** Announces an event and sends its clip, without a word that it is there. */
    void send(Camera camera, EventId event) throws Exception {
        mvc.perform(put(grant(camera, event)).contentType("video/mp4").content(CLIP))
                .andExpect(status().isCreated());
    }

    /** Sends an event and reports that its clip is there. */
    EventId report(Camera camera, EventId event) throws Exception {
        send(camera, event);
        mvc.perform(uploaded(event).with(camera.phone())).andExpect(status().isOk());
        return event;
    }

    /** All events of the account, as somebody sees them who has looked at none. */
    List<Event> all(AccountId account) {
        Caller.Person anybody =
                new Caller.Person(new PersonId(TestCallers.newId()), account, Role.MONITOR, false, TestCallers.newId());
        return events.list(anybody, EventFilter.ALL, Cursor.START, 200).items();
    }

    /** The event, once it is in that state. */
    Event await(AccountId account, EventId event, EventState state) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(events.get(account, event).state()).isEqualTo(state));
        return events.get(account, event);
    }

    /** Stores something where a worker may. */
    static void upload(ClipStore clips, UploadGrant leave) {
        try {
            clips.upload(leave, new byte[] {1, 2, 3});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
