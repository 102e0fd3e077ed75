package dev.nightjar.webpush;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.AlertMessage.Action;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Subscribes browsers as pages do, with a push service on this machine. */
@TestComponent
public class PushTesting implements AutoCloseable {

    private final MockMvc mvc;
    private final JsonMapper json;
    private final PushServiceStub service = new PushServiceStub();

    PushTesting(MockMvc mvc, JsonMapper json) throws IOException {
        this.mvc = mvc;
        this.json = json;
    }

    public PushServiceStub service() {
        return service;
    }

    /** A new browser of that person that shows alerts; answers its address. */
    public UUID subscribe(SignedIn person, PushBrowser browser) throws Exception {
        String known = mvc.perform(get("/api/v1/push").with(person))
                .andReturn()
                .getResponse()
                .getContentAsString();
        service.belongsTo(JsonPath.read(known, "$.publicKey"));
        String answer = mvc.perform(putSubscription(said(browser)).with(person))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return UUID.fromString(JsonPath.read(answer, "$.id"));
    }

    /** What a page says when its browser has subscribed. */
    public ObjectNode said(PushBrowser browser) {
        return json.createObjectNode()
                .put("endpoint", service.endpoint(browser))
                .put("browserKey", browser.key())
                .put("browserSecret", browser.secret())
                .put("name", "Chrome on Android");
    }

    MockHttpServletRequestBuilder putSubscription(ObjectNode said) {
        return put("/api/v1/push/subscriptions")
                .contentType(MediaType.APPLICATION_JSON)
                .content(said.toString());
    }

    /** A message of an alert. */
    public static AlertMessage message(AlertId alert, AccountId account, long version, String text) {
        return new AlertMessage(
                alert,
                account,
                version,
                "Front door",
                text,
                Instant.parse("2026-03-01T08:00:06Z"),
                "/events/0190e000-0000-7000-8000-000000000001",
                null,
                null,
                Set.of(Action.FALSE_ALARM, Action.SNOOZE),
                version == 1);
    }

    @Override
    public void close() {
        service.close();
    }
}
