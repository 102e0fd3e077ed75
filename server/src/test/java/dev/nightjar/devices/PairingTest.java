package dev.nightjar.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@Import({TestCallers.class, TestClock.class})
class PairingTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    private SignedIn owner;
    private String address = "";

    @BeforeEach
    void newAccount() {
        owner = callers.owner();
        address = UUID.randomUUID().toString();
    }

    @Test
    void aPhoneThatGivesTheCodeBecomesACamera() throws Exception {
        String code = code("Kitchen");
        assertThat(code).matches("[" + PairingAlphabet.CHARACTERS + "]{6}");

        String answer = pair(code)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.device.name").value("Kitchen"))
                .andExpect(jsonPath("$.device.settingsVersion").value(1))
                .andExpect(jsonPath("$.device.watching").value(false))
                .andExpect(jsonPath("$.token", startsWith("njd_")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        String id = JsonPath.read(answer, "$.device.id");
        String token = JsonPath.read(answer, "$.token");
        mvc.perform(get("/api/v1/devices/" + id).header("Authorization", "Bearer " + token))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(id));
    }

    @Test
    void aCodeIsUnderstoodHoweverItIsTyped() throws Exception {
        String code = code("Hall");

        pair(" " + code.substring(0, 3).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(3) + " ")
                .andExpect(status().isCreated());
    }

    @Test
    void ofTenPhonesThatGiveTheSameCodeOneBecomesACamera() throws Exception {
        String code = code("Hall");

        List<Integer> answers = AtOnce.call(10, i -> () -> statusOf(pair(code)));

        assertThat(answers).containsOnlyOnce(201);
        assertThat(answers).filteredOn(status -> status != 201).containsOnly(404);
    }

    @Test
    void aCodeEndsAfterTenMinutes() throws Exception {
        String code = code("Hall");
        clock.pass(Duration.ofMinutes(10));

        pair(code).andExpect(status().isNotFound()).andExpect(jsonPath("$.code").value("pairingCodeUnknown"));
    }

    @Test
    void whoGuessesTooOftenIsToldToWait() throws Exception {
        String code = code("Hall");
        for (int i = 0; i < 20; i++) {
            pair("222222").andExpect(status().isNotFound());
        }

        pair(code)
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.code").value("tooManyTries"))
                .andExpect(jsonPath("$.endsAt").isNotEmpty())
                .andExpect(header().exists("Retry-After"));
        clock.pass(Duration.ofMinutes(10));
        pair("222222").andExpect(status().isNotFound());
    }

    @Test
    void becomingACameraEndsTheSignInOfTheBrowser() throws Exception {
        String code = code("Hall");

        mvc.perform(pairing(code).with(owner))
                .andExpect(status().isCreated())
                .andExpect(cookie().maxAge("nightjar", 0));

        mvc.perform(get("/api/v1/devices").with(owner)).andExpect(status().isUnauthorized());
    }

    @Test
    void thePlansCamerasAreNotExceededByManyPhonesAtOnce() throws Exception {
        for (int i = 0; i < 15; i++) {
            pair(code("Camera " + i)).andExpect(status().isCreated());
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            codes.add(code("Late camera " + i));
        }

        List<Integer> answers = AtOnce.call(10, i -> () -> statusOf(pair(codes.get(i), address + i)));

        assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(5);
        mvc.perform(post("/api/v1/pairing-codes")
                        .with(owner)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"One more\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("tooManyCameras"))
                .andExpect(jsonPath("$.limit").value(20));
    }

    @Test
    void onlyAnOwnerMakesCodes() throws Exception {
        mvc.perform(newCode("Hall").with(callers.person(owner.account(), Role.MONITOR)))
                .andExpect(status().isForbidden());
        mvc.perform(newCode("Hall").with(callers.device(owner.account()))).andExpect(status().isForbidden());
        mvc.perform(newCode("Hall")).andExpect(status().isUnauthorized());
        mvc.perform(newCode(" ").with(owner)).andExpect(status().isBadRequest());
    }

    private String code(String name) throws Exception {
        String answer = mvc.perform(newCode(name).with(owner))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.expiresAt").isNotEmpty())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(answer, "$.code");
    }

    private static MockHttpServletRequestBuilder newCode(String name) {
        return post("/api/v1/pairing-codes")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"%s\"}".formatted(name));
    }

    private ResultActions pair(String code) throws Exception {
        return pair(code, address);
    }

    private ResultActions pair(String code, String from) throws Exception {
        return mvc.perform(pairing(code).remoteAddress(from));
    }

    private MockHttpServletRequestBuilder pairing(String code) {
        return post("/api/v1/devices")
                .remoteAddress(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"code\":\"%s\"}".formatted(code));
    }

    private static int statusOf(ResultActions result) {
        return result.andReturn().getResponse().getStatus();
    }
}
