package dev.nightjar.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.CameraSettings.Sensitivity;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.Heartbeat;
import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class})
class SessionsTest {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00.123Z");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Devices devices;

    private SignedIn owner;
    private Paired phone;
    private SessionId session;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        phone = newPhone(owner.account());
        session = newSession();
    }

    @Test
    void aSessionKeepsACopyOfTheSettingsInForce() throws Exception {
        mvc.perform(start(session, MORNING).with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(session.toString()))
                .andExpect(jsonPath("$.deviceId").value(phone.device().toString()))
                .andExpect(jsonPath("$.startedAt").value("2026-03-01T08:00:00.123Z"))
                .andExpect(jsonPath("$.endedAt").doesNotExist())
                .andExpect(jsonPath("$.settings.preSeconds").value(10));

        CameraSettings now = CameraSettings.DEFAULT;
        devices.change(
                owner.account(),
                phone.device(),
                new CameraSettings(
                        0,
                        20,
                        30,
                        60,
                        Sensitivity.LOW,
                        true,
                        now.motion(),
                        now.sound(),
                        now.mask(),
                        now.camera(),
                        now.instructions(),
                        CameraSettings.PreviewPolicy.TRIGGERS));

        mvc.perform(get("/api/v1/sessions/" + session).with(owner))
                .andExpect(jsonPath("$.settings.preSeconds").value(10))
                .andExpect(jsonPath("$.settings.version").value(1));
    }

    @Test
    void tenStartsAtOnceMakeOneSession() throws Exception {
        List<String> answers = AtOnce.call(
                10,
                i -> () -> mvc.perform(start(session, MORNING.plusSeconds(i)).with(phone))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(ids(list(null))).containsExactly(session.toString());
    }

    @Test
    void aSessionEndsOnce() throws Exception {
        mvc.perform(start(session, MORNING).with(phone));
        mvc.perform(stop(session, MORNING.plusSeconds(60)).with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.endedAt").value("2026-03-01T08:01:00.123Z"));

        mvc.perform(stop(session, MORNING.plusSeconds(90)).with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.endedAt").value("2026-03-01T08:01:00.123Z"));
        mvc.perform(start(session, MORNING).with(phone))
                .andExpect(jsonPath("$.endedAt").value("2026-03-01T08:01:00.123Z"));
    }

    @Test
    void anEndBeforeTheStartIsTheStart() throws Exception {
        mvc.perform(start(session, MORNING).with(phone));

        mvc.perform(stop(session, MORNING.minusSeconds(5)).with(phone))
                .andExpect(jsonPath("$.endedAt").value("2026-03-01T08:00:00.123Z"));
    }

    @Test
    void aSessionThatWasLeftOpenEndsWhereThePhoneWasLastHeardOf() throws Exception {
        Instant started = clock.instant().minusSeconds(600);
        mvc.perform(start(session, started).with(phone));
        devices.heard(phone.account(), phone.device(), new Heartbeat(session, "watching", null, null));

        mvc.perform(start(newSession(), clock.instant().plusSeconds(300)).with(phone));

        String answer = mvc.perform(get("/api/v1/sessions/" + session).with(owner))
                .andReturn()
                .getResponse()
                .getContentAsString();
        Instant lastSeen = devices.lastSeen(phone.account(), phone.device()).orElseThrow();
        assertThat(Instant.parse(JsonPath.<String>read(answer, "$.endedAt"))).isEqualTo(lastSeen);
    }

    @Test
    void theSessionOfARemovedCameraEnds() throws Exception {
        mvc.perform(start(session, clock.instant().minusSeconds(60)).with(phone));

        devices.revoke(owner.account(), phone.device());

        mvc.perform(get("/api/v1/sessions/" + session).with(owner))
                .andExpect(jsonPath("$.endedAt").isNotEmpty());
    }

    @Test
    void anotherPhonesSessionDoesNotExist() throws Exception {
        mvc.perform(start(session, MORNING).with(phone));
        Paired neighbour = newPhone(owner.account());
        SignedIn stranger = callers.owner();

        mvc.perform(start(session, MORNING).with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(stop(session, MORNING).with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/sessions/" + session).with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/sessions/" + session).with(stranger)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/sessions").with(stranger))
                .andExpect(jsonPath("$.items").isEmpty());
        mvc.perform(get("/api/v1/sessions").with(neighbour))
                .andExpect(jsonPath("$.items").isEmpty());
        mvc.perform(get("/api/v1/sessions?deviceId=" + phone.device()).with(neighbour))
                .andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void anIdThatIsTakenInAnotherAccountIsFreeInThisOne() throws Exception {
        mvc.perform(start(session, MORNING).with(phone));
        Paired elsewhere = newPhone(TestCallers.newAccount());

        mvc.perform(start(session, MORNING).with(elsewhere))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deviceId").value(elsewhere.device().toString()));
    }

    @Test
    void onlyPhonesReportSessions() throws Exception {
        mvc.perform(start(session, MORNING).with(owner)).andExpect(status().isForbidden());
        mvc.perform(stop(session, MORNING).with(owner)).andExpect(status().isForbidden());
        mvc.perform(start(session, MORNING)).andExpect(status().isUnauthorized());
        mvc.perform(put("/api/v1/sessions/" + session)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .with(phone))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.field").value("startedAt"));
    }

    @Test
    void thePagesOfSessionsThatBeganTogetherMissNoneAndRepeatNone() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            SessionId one = newSession();
            made.add(one.toString());
            mvc.perform(start(one, MORNING).with(phone)).andExpect(status().isOk());
        }

        List<String> read = new ArrayList<>();
        String next = null;
        do {
            String page = list(next);
            read.addAll(ids(page));
            next = page.contains("\"next\"") ? JsonPath.read(page, "$.next") : null;
        } while (next != null);

        assertThat(read).containsExactlyInAnyOrderElementsOf(made);
        mvc.perform(get("/api/v1/sessions?before=nonsense").with(owner)).andExpect(status().isBadRequest());
        mvc.perform(get("/api/v1/sessions?limit=0").with(owner)).andExpect(status().isBadRequest());
    }

    private String list(@Nullable String before) throws Exception {
        return mvc.perform(get("/api/v1/sessions?limit=3" + (before == null ? "" : "&before=" + before))
                        .with(owner))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static List<String> ids(String page) {
        return JsonPath.read(page, "$.items[*].id");
    }

    private Paired newPhone(AccountId account) {
        PairedDevice paired = pairing.pair(pairing.code(account, "Kitchen").code());
        return new Paired(paired.device().id(), account, paired.token());
    }

    private static SessionId newSession() {
        return new SessionId(TestCallers.newId());
    }

    private static MockHttpServletRequestBuilder start(SessionId session, Instant startedAt) {
        return put("/api/v1/sessions/" + session)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"startedAt\":\"%s\"}".formatted(startedAt));
    }

    private static MockHttpServletRequestBuilder stop(SessionId session, Instant endedAt) {
        return post("/api/v1/sessions/" + session + "/stop")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"endedAt\":\"%s\"}".formatted(endedAt));
    }
}
