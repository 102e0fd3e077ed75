package dev.nightjar.devices;

import static dev.nightjar.devices.DeviceTesting.SETTINGS;
import static dev.nightjar.devices.DeviceTesting.json;
import static dev.nightjar.devices.DeviceTesting.path;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class DevicesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private DeviceTesting testing;

    private SignedIn owner;
    private Paired phone;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        phone = testing.newPhone(owner.account(), "Kitchen");
    }

    @Test
    void peopleSeeTheCamerasOfTheirAccountOnly() throws Exception {
        testing.newPhone(TestCallers.newAccount(), "Elsewhere");

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
        Paired neighbour = testing.newPhone(owner.account(), "Hall");

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
}
