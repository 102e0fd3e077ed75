package dev.nightjar.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;

@ApplicationModuleTest
@AutoConfigureMockMvc
@TestPropertySource(properties = "nightjar.plans.standard=free")
@Import({TestCallers.class, TestClock.class})
class RetentionClockTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @Autowired
    private RetentionClock retention;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nothingIsKnownOfTheClock() {
        jdbc.sql("delete from retention_clock").update();
    }

    @Test
    void aClockThatGoesOnIsBelievedEachTime() {
        for (int hour = 0; hour < 5; hour++) {
            Instant now = START.plus(Duration.ofHours(hour));
            assertThat(retention.at(now)).contains(now);
        }
    }

    @Test
    void whatIsKnownOfTheClockIsKept() {
        assertThat(retention.at(START)).contains(START);
        Instant jumped = START.plus(Duration.ofDays(3650));
        assertThat(retention.at(jumped)).isEmpty();
        for (int hour = 1; hour < 72; hour++) {
            assertThat(retention.at(jumped.plus(Duration.ofHours(hour)))).isEmpty();
        }

        Instant confirmed = jumped.plus(Duration.ofHours(72));
        assertThat(retention.at(confirmed)).contains(confirmed);
    }

    @Test
    void aClockThatDiffersFromTheDatabasesIsNotBelieved() {
        clock.pass(Duration.ofHours(1));

        assertThat(retention.now()).isEmpty();
    }

    @Test
    void theLongestTimeIsThatOfAnyPlan() {
        assertThat(retention.longest()).isEqualTo(Duration.ofDays(60));
    }
}
