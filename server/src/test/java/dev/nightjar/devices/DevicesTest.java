package dev.nightjar.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class})
class DevicesTest {

    private static final String SETTINGS = """
            {"version":99,"preSeconds":5,"postSeconds":9,"cooldownSeconds":10,"sensitivity":"high","extension":false,
             "motion":{"leastShare":0.004,"checks":5},"sound":{"on":true,"leastDb":-50.5,"riseDb":9},
             "mask":[{"name":"Street","points":[{"x":0,"y":0},{"x":1,"y":0},{"x":0.5,"y":0.25}]}],
             "camera":{"facing":"user","height":480,"frameRate":15,"microphone":false}}
            """;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Presence presence;

    @Autowired
    private DeviceRows rows;

    @Autowired
    private Devices devices;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private Paired phone;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        phone = newPhone(owner.account(), "Kitchen");
    }

    @Test
    void peopleSeeTheCamerasOfTheirAccountOnly() throws Exception {
        newPhone(TestCallers.newAccount(), "Elsewhere");

        mvc.perform(get("/api/v1/devices").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].name").value("Kitchen"))
                .andExpect(jsonPath("$.items[0].lastSeenAt").doesNotExist());
        mvc.perform(get("/api/v1/devices").with(phone)).andExpect(status().isForbidden());
    }

    @Test
    void whatIsOthersDoesNotExist() throws Exception {
        SignedIn stranger = callers.owner();
        Paired neighbour = newPhone(owner.account(), "Hall");

        for (MockHttpServletRequestBuilder request : requests(phone)) {
            mvc.perform(request.with(stranger)).andExpect(status().isNotFound());
        }
        mvc.perform(get(path(phone)).with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(get(path(phone) + "/settings").with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(delete(path(phone)).with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(heartbeat("watching").with(neighbour)).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/devices/nonsense").with(owner)).andExpect(status().isBadRequest());
    }

    @Test
    void aMonitorSeesAndChangesNothing() throws Exception {
        SignedIn monitor = callers.person(owner.account(), Role.MONITOR);

        mvc.perform(get(path(phone)).with(monitor)).andExpect(status().isOk());
        mvc.perform(get(path(phone) + "/settings").with(monitor)).andExpect(status().isOk());
        mvc.perform(delete(path(phone)).with(monitor)).andExpect(status().isForbidden());
        mvc.perform(json(patch(path(phone)), "{\"name\":\"Hall\"}").with(monitor))
                .andExpect(status().isForbidden());
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS).with(monitor))
                .andExpect(status().isForbidden());
    }

    @Test
    void anOwnerRenamesACamera() throws Exception {
        mvc.perform(json(patch(path(phone)), "{\"name\":\" Hall \"}").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Hall"));
        mvc.perform(json(patch(path(phone)), "{\"name\":\"  \"}").with(owner)).andExpect(status().isBadRequest());
        mvc.perform(json(patch(path(phone)), "{\"name\":\"Hall\\u0000\"}").with(owner))
                .andExpect(status().isBadRequest());
        mvc.perform(json(patch(path(phone)), "{}").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Hall"));
    }

    @Test
    void changedSettingsGetANewVersionThatThePhoneHearsOf() throws Exception {
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS).with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.preSeconds").value(5))
                .andExpect(jsonPath("$.sensitivity").value("high"));

        mvc.perform(heartbeat("watching").with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.settingsVersion").value(2))
                .andExpect(jsonPath("$.stop").value(false))
                .andExpect(jsonPath("$.revoked").value(false));
        mvc.perform(get(path(phone) + "/settings").with(phone))
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.postSeconds").value(9));
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() throws Exception {
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS.replace(":5,", ":4,"))
                        .with(owner))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("invalid"))
                .andExpect(jsonPath("$.field").value("preSeconds"));
    }

    @Test
    void aRemovedPhoneIsToldSoAndItsEntryStays() throws Exception {
        mvc.perform(delete(path(phone)).with(owner)).andExpect(status().isNoContent());
        mvc.perform(delete(path(phone)).with(owner)).andExpect(status().isNoContent());

        mvc.perform(heartbeat("watching").with(phone))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("deviceRevoked"));
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.revokedAt").isNotEmpty())
                .andExpect(jsonPath("$.watching").value(false));
    }

    @Test
    void aPhoneMayRemoveItself() throws Exception {
        mvc.perform(delete(path(phone)).with(phone)).andExpect(status().isNoContent());

        mvc.perform(get(path(phone)).with(phone)).andExpect(status().isUnauthorized());
    }

    @Test
    void aPhoneIsWatchingWhileItSaysSo() throws Exception {
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(true))
                .andExpect(jsonPath("$.lastSeenAt").isNotEmpty());

        clock.pass(Presence.FRESH);
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(false));

        mvc.perform(heartbeat("blind").with(phone)).andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(false));
        mvc.perform(heartbeat("not a word").with(phone)).andExpect(status().isBadRequest());
    }

    @Test
    void whenAPhoneSpokeIsWrittenInBatches() throws Exception {
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());
        presence.write();
        clock.pass(Duration.ofSeconds(40));
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());
        var first = written().at();

        presence.write();

        var second = written().at();
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aChangeThatCouldNotBeStoredIsToldTheNextTime(PublishedEvents published) {
        transactions.executeWithoutResult(status -> {
            hear("watching");
            status.setRollbackOnly();
        });

        hear("watching");
        hear("watching");

        assertThat(published
                        .ofType(DeviceChanged.class)
                        .matching(changed -> changed.device().equals(phone.device())))
                .hasSize(2);
    }

    private Presence.Seen written() {
        return Objects.requireNonNull(
                rows.find(owner.account(), phone.device()).orElseThrow().lastSeen());
    }

    private void hear(String state) {
        devices.heard(phone.account(), phone.device(), new Heartbeat(null, state, null, null));
    }

    private Paired newPhone(AccountId account, String name) {
        PairedDevice paired = pairing.pair(pairing.code(account, name).code());
        return new Paired(paired.device().id(), account, paired.token());
    }

    private static String path(Paired phone) {
        return "/api/v1/devices/" + phone.device();
    }

    private MockHttpServletRequestBuilder heartbeat(String state) {
        return json(post(path(phone) + "/heartbeat"), "{\"state\":\"%s\"}".formatted(state));
    }

    private static List<MockHttpServletRequestBuilder> requests(Paired phone) {
        return List.of(
                get(path(phone)),
                json(patch(path(phone)), "{\"name\":\"Hall\"}"),
                delete(path(phone)),
                get(path(phone) + "/settings"),
                json(put(path(phone) + "/settings"), SETTINGS));
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }
}
