package dev.nightjar.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@AlertsModuleTest
class SnoozesTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private Snoozes snoozes;

    @Autowired
    private TestClock clock;

    private SignedIn owner;
    private DeviceId hall;

    @BeforeEach
    void anAccountWithACamera() {
        owner = testing.owner();
        hall = testing.camera(owner.account(), "Hall");
    }

    @Test
    void aSnoozeOfACameraIsOverWhenItsTimeIs() throws Exception {
        testing.send("PUT", "/snooze", "{\"deviceId\":\"%s\",\"seconds\":3600}".formatted(hall), owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deviceId").value(hall.toString()))
                .andExpect(jsonPath("$.until").exists());
        testing.get("/snooze", owner).andExpect(jsonPath("$.items").value(hasSize(1)));

        clock.pass(Duration.ofMinutes(61));

        testing.get("/snooze", owner).andExpect(jsonPath("$.items").value(hasSize(0)));
    }

    @Test
    void aSnoozeWithoutATimeLastsUntilThePersonSays() throws Exception {
        testing.send("PUT", "/snooze", "{}", owner)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.until").doesNotExist())
                .andExpect(jsonPath("$.deviceId").doesNotExist());
        clock.pass(Duration.ofDays(20));
        testing.get("/snooze", owner).andExpect(jsonPath("$.items").value(hasSize(1)));

        testing.send("DELETE", "/snooze", "", owner).andExpect(status().isNoContent());

        testing.get("/snooze", owner).andExpect(jsonPath("$.items").value(hasSize(0)));
    }

    @Test
    void aLaterSnoozeOfTheSameCameraTakesThePlaceOfTheEarlierOne() {
        snoozes.begin(owner.caller(), hall, Duration.ofHours(1));
        snoozes.begin(owner.caller(), null, Duration.ofHours(1));
        Instant until = Instant.ofEpochMilli(clock.millis()).plus(Duration.ofHours(8));

        snoozes.begin(owner.caller(), hall, until);

        assertThat(snoozes.list(owner.caller())).hasSize(2).last().satisfies(snooze -> {
            assertThat(snooze.deviceId()).isEqualTo(hall);
            assertThat(snooze.until()).isEqualTo(until);
        });
        snoozes.end(owner.caller(), null);
        assertThat(snoozes.list(owner.caller()))
                .singleElement()
                .satisfies(snooze -> assertThat(snooze.deviceId()).isEqualTo(hall));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seconds\":59}",
                "{\"seconds\":2592001}",
                "{\"until\":\"2020-01-01T00:00:00Z\"}",
                "{\"until\":\"2090-01-01T00:00:00Z\"}",
                "{\"until\":\"2027-01-01T00:00:00Z\",\"seconds\":3600}"
            })
    void timesThatAreOverOrTooFarAwayAreRefused(String wanted) throws Exception {
        testing.send("PUT", "/snooze", wanted, owner).andExpect(status().isBadRequest());
    }

    @Test
    void aCameraOfOthersCannotBeSnoozed() throws Exception {
        DeviceId other = testing.camera(testing.owner().account(), "Attic");

        testing.send("PUT", "/snooze", "{\"deviceId\":\"%s\"}".formatted(other), owner)
                .andExpect(status().isNotFound());
    }
}
