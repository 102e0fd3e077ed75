package dev.nightjar.devices;

import static dev.nightjar.devices.DeviceTesting.json;
import static dev.nightjar.devices.DeviceTesting.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.Role;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** An owner stops a camera from afar: it hears so when it speaks, until it says that it stopped. */
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class RemoteStopTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Autowired
    private DeviceTesting testing;

    private SignedIn owner;
    private Paired phone;

    @BeforeEach
    void aCameraThatWatches() throws Exception {
        owner = callers.owner();
        phone = testing.newPhone(owner.account(), "Kitchen");
        beat("watching").andExpect(jsonPath("$.stop").value(false));
    }

    @Test
    void aCameraHearsThatItShallStopUntilItSaysThatItDid() throws Exception {
        askToStop(owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stopAskedAt").isNotEmpty());

        beat("watching").andExpect(jsonPath("$.stop").value(true));
        beat("blind").andExpect(jsonPath("$.stop").value(true));
        beat("stopped").andExpect(jsonPath("$.stop").value(false));

        mvc.perform(get(path(phone)).with(owner))
                .andExpect(jsonPath("$.state").value("stopped"))
                .andExpect(jsonPath("$.stopAskedAt").doesNotExist());
    }

    @Test
    void whoStartsItAgainAtThePhoneIsNotOverruled() throws Exception {
        askToStop(owner);
        beat("stopped");

        beat("watching").andExpect(jsonPath("$.stop").value(false));
    }

    @Test
    void aSilentCameraHearsItWhenItIsBack() throws Exception {
        clock.pass(Presence.FRESH.plus(Duration.ofMinutes(5)));
        askToStop(owner).andExpect(jsonPath("$.state").value("silent"));

        beat("watching").andExpect(jsonPath("$.stop").value(true));
    }

    @Test
    void anOwnerTakesItBackBeforeTheCameraHearsIt(PublishedEvents published) throws Exception {
        askToStop(owner);
        mvc.perform(delete(path(phone) + "/stop").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stopAskedAt").doesNotExist());

        beat("watching").andExpect(jsonPath("$.stop").value(false));
        assertThat(published.ofType(DeviceChanged.class)).hasSize(2);
    }

    @Test
    void askingTwiceIsAskingOnceAndACameraThatDoesNotWatchIsNotAsked(PublishedEvents published) throws Exception {
        askToStop(owner);
        askToStop(owner);
        assertThat(published.ofType(DeviceChanged.class)).hasSize(1);

        beat("stopped");
        askToStop(owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stopAskedAt").doesNotExist());
    }

    @Test
    void onlyAnOwnerStopsACamera() throws Exception {
        askToStop(callers.person(owner.account(), Role.MONITOR)).andExpect(status().isForbidden());
        mvc.perform(put(path(phone) + "/stop").with(phone)).andExpect(status().isForbidden());
        askToStop(callers.owner()).andExpect(status().isNotFound());

        beat("watching").andExpect(jsonPath("$.stop").value(false));
    }

    private ResultActions askToStop(SignedIn person) throws Exception {
        return mvc.perform(put(path(phone) + "/stop").with(person));
    }

    private ResultActions beat(String state) throws Exception {
        return mvc.perform(json(post(path(phone) + "/heartbeat"), "{\"state\":\"%s\"}".formatted(state))
                .with(phone));
    }
}
