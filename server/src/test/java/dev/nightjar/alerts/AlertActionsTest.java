package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.eventually;
import static dev.nightjar.alerts.AlertTesting.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.FakeChannel.Given;
import dev.nightjar.events.Events;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AlertsModuleTest
class AlertActionsTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private AlertActions actions;

    @Autowired
    private Snoozes snoozes;

    @Autowired
    private Events events;

    @Autowired
    private TestClock clock;

    private SignedIn owner;
    private AccountId account;
    private DeviceId door;
    private UUID phone;
    private Instant now;

    @BeforeEach
    void anAccountWithACameraAndAPhone() {
        owner = testing.owner();
        account = owner.account();
        door = testing.camera(account, "Front door");
        phone = channel.reaches(owner.caller().person());
        now = clock.instant();
    }

    @Test
    void alertsAreListedNewestFirstInPagesAndOnlyForTheirPerson() throws Exception {
        for (int event = 0; event < 3; event++) {
            int number = event;
            testing.found(account, door, now.plusSeconds(600L * event), findings("Number " + number, 0, "person"));
            eventually(() -> assertThat(arrived()).hasSize(number + 1));
        }

        String page = testing.get("/alerts?limit=2", owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[*].text").value(contains("Number 2", "Number 1")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        testing.get("/alerts?limit=2&before=" + JsonPath.read(page, "$.next"), owner)
                .andExpect(jsonPath("$.items[*].text").value(contains("Number 0")))
                .andExpect(jsonPath("$.next").doesNotExist());
        String id = JsonPath.read(page, "$.items[0].id");
        testing.get("/alerts/" + id, owner).andExpect(jsonPath("$.text").value("Number 2"));
        SignedIn monitor = testing.joins(account, Role.MONITOR);
        testing.get("/alerts/" + id, monitor).andExpect(status().isNotFound());
        testing.get("/alerts", monitor).andExpect(jsonPath("$.items").value(hasSize(0)));
        testing.send("POST", "/alerts/" + id + "/false-alarm", "", monitor).andExpect(status().isNotFound());
    }

    @Test
    void aFalseAlarmIsKeptWithTheEvent() throws Exception {
        EventId event = testing.found(account, door, now, findings("A curtain.", 0, "person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        String id = channel.arrived(phone).getFirst().message().alert().toString();

        testing.send("POST", "/alerts/" + id + "/false-alarm", "", owner).andExpect(status().isNoContent());

        assertThat(events.get(account, event).feedback()).isNotNull();
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void anHourOfQuietFromAnAlertIsOfItsCameraAndOfItsPersonOnly() {
        testing.found(account, door, now, findings("A man.", 0, "person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        AlertId alert = channel.arrived(phone).getFirst().message().alert();
        SignedIn monitor = testing.joins(account, Role.MONITOR);

        Instant until = actions.snooze(account, owner.caller().person(), alert, Duration.ofHours(1));

        assertThat(snoozes.list(owner.caller())).singleElement().satisfies(snooze -> {
            assertThat(snooze.deviceId()).isEqualTo(door);
            assertThat(snooze.until()).isEqualTo(until);
        });
        assertThat(snoozes.list(monitor.caller())).isEmpty();
        assertThatThrownBy(() -> actions.snooze(account, monitor.caller().person(), alert, Duration.ofHours(1)))
                .isInstanceOf(ProblemException.class);
    }

    private List<String> arrived() {
        return channel.arrived(phone).stream().map(Given::text).toList();
    }
}
