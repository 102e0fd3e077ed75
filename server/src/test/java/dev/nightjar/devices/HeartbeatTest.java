package dev.nightjar.devices;

import static dev.nightjar.devices.DeviceTesting.json;
import static dev.nightjar.devices.DeviceTesting.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class HeartbeatTest {

    private static final String HEALTH = """
            {"framesPerSecond":23.9,"lastPacketSeconds":0.4,"hidden":false,"batteryLevel":0.5,"charging":true,
             "storageUsedBytes":1000,"storageQuotaBytes":12000000000,"storagePersistent":false,"queueLength":0,
             "screenKept":true,"source":"codecs","width":1280,"height":720,"keyFrameSeconds":1,"appVersion":"0.1.0"}
            """;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private DeviceTesting testing;

    @Autowired
    private JsonMapper mapper;

    @Autowired
    private TestClock clock;

    @Autowired
    private Presence presence;

    @Autowired
    private DeviceRows rows;

    @Autowired
    private DeviceHousekeeping housekeeping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Devices devices;

    @Autowired
    private TransactionTemplate transactions;

    private SignedIn owner;
    private Paired phone;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        phone = testing.newPhone(owner.account(), "Kitchen");
    }

    @Test
    void aPhoneIsWatchingWhileItSaysSo() throws Exception {
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(true))
                .andExpect(jsonPath("$.lastSeenAt").isNotEmpty());

        clock.pass(Presence.FRESH);
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(false))
                .andExpect(jsonPath("$.state").value("silent"));

        mvc.perform(heartbeat("blind").with(phone)).andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.watching").value(false))
                .andExpect(jsonPath("$.state").value("blind"));
        for (String none : List.of("not a word", "silent", "watchin")) {
            mvc.perform(heartbeat(none).with(phone)).andExpect(status().isBadRequest());
        }
    }

    @Test
    void aPhoneThatNeverSpokeOrSaidThatItStoppedIsNotExpectedToSpeak() throws Exception {
        mvc.perform(get(path(phone)).with(owner)).andExpect(jsonPath("$.state").value("stopped"));

        mvc.perform(heartbeat("stopped").with(phone));
        clock.pass(Duration.ofHours(1));

        mvc.perform(get(path(phone)).with(owner)).andExpect(jsonPath("$.state").value("stopped"));
    }

    @Test
    void aBlindPhoneTellsWhyUntilItSees() throws Exception {
        mvc.perform(beat("{\"state\":\"blind\",\"blindReason\":\"muted\"}").with(phone))
                .andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.blindReason").value("muted"));

        mvc.perform(beat("{\"state\":\"watching\",\"blindReason\":\"muted\"}").with(phone))
                .andExpect(status().isOk());
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.blindReason").doesNotExist());
        mvc.perform(beat("{\"state\":\"blind\",\"blindReason\":\"a sentence\"}").with(phone))
                .andExpect(status().isBadRequest());
    }

    @Test
    void peopleSeeHowAPhoneIs() throws Exception {
        mvc.perform(beat("{\"state\":\"watching\",\"health\":%s}".formatted(HEALTH))
                        .with(phone))
                .andExpect(status().isOk());

        mvc.perform(get("/api/v1/devices").with(owner))
                .andExpect(jsonPath("$.items[0].health.framesPerSecond").value(23.9))
                .andExpect(jsonPath("$.items[0].health.charging").value(true))
                .andExpect(jsonPath("$.items[0].health.source").value("codecs"))
                .andExpect(jsonPath("$.items[0].health.storageQuotaBytes").value(12_000_000_000L))
                .andExpect(jsonPath("$.items[0].health.muted").doesNotExist());
    }

    @Test
    void healthThatCannotBeIsRefusedByName() throws Exception {
        for (String bad : List.of(
                HEALTH.replace("0.5", "1.5"),
                HEALTH.replace("23.9", "-1"),
                HEALTH.replace("codecs", "magic"),
                HEALTH.replace("0.1.0", "a b"))) {
            mvc.perform(beat("{\"state\":\"watching\",\"health\":%s}".formatted(bad))
                            .with(phone))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.field").value(Matchers.startsWith("health.")));
        }
    }

    @Test
    void theNewestHealthOutlivesARestart() throws Exception {
        mvc.perform(
                beat("{\"state\":\"watching\",\"health\":%s}".formatted(HEALTH)).with(phone));
        clock.pass(Duration.ofSeconds(30));
        mvc.perform(beat("{\"state\":\"watching\",\"health\":%s}".formatted(HEALTH.replace("23.9", "11.5")))
                .with(phone));
        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.health.framesPerSecond").value(11.5));

        presence.write();

        assertThat(Objects.requireNonNull(written().health()).framesPerSecond()).isEqualTo(11.5);
    }

    @Test
    void whatPeopleShouldSeeAtOnceIsToldAtOnce(PublishedEvents published) {
        hear("watching", health(true, 24));
        hear("watching", health(true, 12));
        assertTold(1, published);

        hear("watching", health(false, 12));
        hear("blind", health(false, 12));
        hear("blind", health(false, 11));

        assertTold(3, published);
    }

    @Test
    void aPhoneThatFallsSilentIsToldOnceAndAgainWhenItIsBack() throws Exception {
        hear("watching");
        Paired stopped = testing.newPhone(owner.account(), "Hall");
        mvc.perform(json(post(path(stopped) + "/heartbeat"), "{\"state\":\"stopped\"}")
                .with(stopped));
        clock.pass(Presence.FRESH.minusSeconds(5));
        housekeeping.run();
        assertThat(toldSilent(phone)).isFalse();
        clock.pass(Duration.ofSeconds(5));

        housekeeping.run();
        assertThat(toldSilent(phone)).isTrue();
        assertThat(toldSilent(stopped)).isFalse();
        assertThat(rows.silentSince(clock.instant().minus(Presence.FRESH))).noneMatch(this::isOfPhone);

        hear("watching");
        assertThat(toldSilent(phone)).isFalse();
        clock.pass(Presence.FRESH);
        housekeeping.run();
        assertThat(toldSilent(phone)).isTrue();
    }

    @Test
    void aPhoneWhoseWordIsNotWrittenYetIsNotSilent() throws Exception {
        hear("watching");
        clock.pass(Duration.ofSeconds(60));
        hear("watching");
        clock.pass(Duration.ofSeconds(60));

        housekeeping.run();

        assertThat(toldSilent(phone)).isFalse();
    }

    @Test
    void whenAPhoneSpokeIsWrittenInBatches() throws Exception {
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());
        presence.write();
        var first = written().at();
        clock.pass(Duration.ofSeconds(40));
        mvc.perform(heartbeat("watching").with(phone)).andExpect(status().isOk());

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

        assertTold(2, published);
    }

    private Presence.Seen written() {
        return Objects.requireNonNull(
                rows.find(owner.account(), phone.device()).orElseThrow().lastSeen());
    }

    private void hear(String state) {
        hear(state, null);
    }

    private void hear(String state, @Nullable Health health) {
        devices.heard(phone.account(), phone.device(), new Heartbeat(null, state, null, health));
    }

    private Health health(boolean charging, double framesPerSecond) {
        String text = "{\"charging\":%s,\"framesPerSecond\":%s}".formatted(charging, framesPerSecond);
        return mapper.readValue(text, Health.class);
    }

    private void assertTold(int times, PublishedEvents published) {
        assertThat(published
                        .ofType(DeviceChanged.class)
                        .matching(changed -> changed.device().equals(phone.device())))
                .hasSize(times);
    }

    private boolean isOfPhone(DeviceChanged changed) {
        return changed.device().equals(phone.device());
    }

    private boolean toldSilent(Paired one) {
        return jdbc.sql("select silence_told from devices where id = ?")
                .param(one.device().value())
                .query(Boolean.class)
                .single();
    }

    private MockHttpServletRequestBuilder heartbeat(String state) {
        return beat("{\"state\":\"%s\"}".formatted(state));
    }

    private MockHttpServletRequestBuilder beat(String body) {
        return json(post(path(phone) + "/heartbeat"), body);
    }
}
