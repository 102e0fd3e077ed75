package dev.nightjar.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.PublishedEvents;
import tools.jackson.databind.json.JsonMapper;

/** A health that flaps is not a message to every page with every beat. */
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class HealthNewsTest {

    @Autowired
    private DeviceTesting testing;

    @Autowired
    private JsonMapper mapper;

    @Autowired
    private TestClock clock;

    @Autowired
    private Presence presence;

    @Autowired
    private Devices devices;

    private Paired phone;

    @BeforeEach
    void aCameraThatWatches() {
        phone = testing.newPhone(TestCallers.newAccount(), "Kitchen");
        hear("watching", true);
    }

    @Test
    void aChargerWithALooseContactIsToldOnceInAPause(PublishedEvents published) {
        for (int i = 0; i < 20; i++) {
            hear("watching", i % 2 == 1);
        }

        assertTold(1, published);
    }

    @Test
    void whatWasHeldBackIsToldWhenThePauseIsOverAndOnce() {
        HealthNews news = new HealthNews(clock);
        assertThat(news.mayTell(seen(false))).isTrue();
        assertThat(news.mayTell(seen(true))).isFalse();
        Presence.Seen last = seen(false);
        assertThat(news.mayTell(last)).isFalse();
        assertThat(news.due()).isEmpty();

        clock.pass(HealthNews.PAUSE.plusMillis(1));

        assertThat(news.due()).containsExactly(last);
        assertThat(news.due()).isEmpty();
        assertThat(news.mayTell(seen(true))).isFalse();
    }

    @Test
    void thatACameraWentBlindIsToldAtOnceHoweverItsHealthFlaps(PublishedEvents published) {
        hear("watching", false);
        hear("watching", true);

        hear("blind", true);
        hear("watching", true);

        assertTold(3, published);
        clock.pass(HealthNews.PAUSE);
        presence.tellOwed();
        assertTold(3, published);
    }

    private Presence.Seen seen(boolean charging) {
        return new Presence.Seen(
                phone.device(), phone.account(), clock.instant(), "watching", null, null, health(charging));
    }

    private Health health(boolean charging) {
        return mapper.readValue("{\"charging\":%s}".formatted(charging), Health.class);
    }

    private void hear(String state, boolean charging) {
        devices.heard(phone.account(), phone.device(), new Heartbeat(null, state, null, health(charging)));
    }

    private void assertTold(int times, PublishedEvents published) {
        assertThat(published
                        .ofType(DeviceChanged.class)
                        .matching(changed -> changed.device().equals(phone.device())))
                .hasSize(times);
    }
}
