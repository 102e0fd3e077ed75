package dev.nightjar.devices;

import static dev.nightjar.devices.DeviceTesting.SETTINGS;
import static dev.nightjar.devices.DeviceTesting.json;
import static dev.nightjar.devices.DeviceTesting.path;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.Paired;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class, DeviceTesting.class})
class CameraSettingsTest {

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
    void settingsAreKeptWhole() throws Exception {
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS).with(owner)).andExpect(status().isOk());

        mvc.perform(get(path(phone) + "/settings").with(owner))
                .andExpect(content().json(SETTINGS.replace("99", "2"), JsonCompareMode.STRICT));
    }

    @Test
    void settingsOfAnEarlierReleaseMeanWhatWasThen() throws Exception {
        String earlier = SETTINGS.replaceFirst(",\\s*\"previews\":\"relevant\"", "");

        mvc.perform(json(put(path(phone) + "/settings"), earlier).with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.previews").value("triggers"));
    }

    @Test
    void aPhoneMayChangeItsOwnSettingsAndNoOthers() throws Exception {
        Paired neighbour = testing.newPhone(owner.account(), "Hall");

        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS).with(phone))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(2));
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS).with(neighbour))
                .andExpect(status().isNotFound());
        mvc.perform(get(path(phone) + "/settings").with(owner))
                .andExpect(jsonPath("$.version").value(2));
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() throws Exception {
        String point = "{\"x\":0,\"y\":0},";
        Map<String, String> bad = Map.ofEntries(
                Map.entry("preSeconds", SETTINGS.replace(":5,\"post", ":4,\"post")),
                Map.entry("previews", SETTINGS.replace("\"relevant\"", "\"some\"")),
                Map.entry("sensitivity", SETTINGS.replace("\"high\"", "\"highest\"")),
                Map.entry("extension", SETTINGS.replace("\"extension\":false,", "")),
                Map.entry("motion", SETTINGS.replace("\"motion\"", "\"movement\"")),
                Map.entry("motion.leastShare", SETTINGS.replace("0.004", "0.0001")),
                Map.entry("motion.checks", SETTINGS.replace("\"checks\":5", "\"checks\":11")),
                Map.entry("sound.leastDb", SETTINGS.replace("-50.5", "1e999")),
                Map.entry("sound.riseDb", SETTINGS.replace("\"riseDb\":9", "\"riseDb\":2")),
                Map.entry("mask[0].name", SETTINGS.replace("Street", "Street\\u0000")),
                Map.entry("mask[0].points", SETTINGS.replace("{\"x\":1,\"y\":0},", "")),
                Map.entry("mask[0].points[2].y", SETTINGS.replace("0.25", "1.25")),
                Map.entry("instructions", SETTINGS.replace("\"instructions\"", "\"orders\"")),
                Map.entry("instructions[0]", SETTINGS.replace("the sofa", "the sofa\\n")),
                Map.entry("camera.height", SETTINGS.replace("480", "1080")),
                Map.entry("camera.frameRate", SETTINGS.replace("\"frameRate\":15", "\"frameRate\":60")),
                Map.entry("camera.facing", SETTINGS.replace("\"user\"", "\"left\"")));
        for (Map.Entry<String, String> one : bad.entrySet()) {
            mvc.perform(json(put(path(phone) + "/settings"), one.getValue()).with(owner))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("invalid"))
                    .andExpect(jsonPath("$.field").value(one.getKey()));
        }
        mvc.perform(json(put(path(phone) + "/settings"), SETTINGS.replace("[{\"x\"", "[" + point.repeat(30) + "{\"x\""))
                        .with(owner))
                .andExpect(status().isBadRequest());
        mvc.perform(get(path(phone) + "/settings").with(owner))
                .andExpect(jsonPath("$.version").value(1));
    }

    private MockHttpServletRequestBuilder heartbeat(String state) {
        return json(post(path(phone) + "/heartbeat"), "{\"state\":\"%s\"}".formatted(state));
    }
}
