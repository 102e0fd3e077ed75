package dev.nightjar.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.identity.ids.AlertId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PushModuleTest
class PushActionsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private KeptActions actions;

    private AlertId alert = new AlertId(TestCallers.newId());
    private SignedIn owner;

    @BeforeEach
    void tellSomebody() {
        owner = callers.owner();
        alert = new AlertId(TestCallers.newId());
        actions.give(owner.caller().person(), alert);
    }

    @Test
    void anAlertIsCalledFalseFromItsNotification() throws Exception {
        mvc.perform(act("falseAlarm").with(owner)).andExpect(status().isOk());

        assertThat(actions.done()).contains("false alarm " + alert);
    }

    @Test
    void itsCameraIsQuietForAnHour() throws Exception {
        mvc.perform(act("snooze").with(owner))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.until").isNotEmpty());

        assertThat(actions.done()).contains("snooze PT1H " + alert);
    }

    @Test
    void nobodyActsOnTheAlertsOfOthers() throws Exception {
        mvc.perform(act("snooze").with(callers.owner())).andExpect(status().isNotFound());
        mvc.perform(act("explode").with(owner)).andExpect(status().isBadRequest());
        mvc.perform(act("snooze").with(callers.device(owner.account()))).andExpect(status().isForbidden());

        assertThat(actions.done()).noneMatch(done -> done.endsWith(alert.toString()));
    }

    private MockHttpServletRequestBuilder act(String action) {
        return post("/api/v1/push/actions")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"alert\":\"%s\",\"action\":\"%s\"}".formatted(alert, action));
    }
}
