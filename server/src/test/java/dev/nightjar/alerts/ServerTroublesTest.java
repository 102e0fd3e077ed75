package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From what Actuator is told by a part of the server to what arrives at the phones of who runs it. */
@AlertsModuleTest
class ServerTroublesTest {

    private static final AtomicBoolean WORKS = new AtomicBoolean(true);

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private ServerTroubles troubles;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private UUID operator;
    private UUID other;

    @BeforeEach
    void somebodyWhoRunsTheServerAndSomebodyWhoDoesNot() {
        jdbc.sql("update persons set operator = false").update();
        SignedIn runs = testing.owner();
        jdbc.sql("update persons set operator = true where id = ?")
                .param(runs.caller().person().value())
                .update();
        operator = channel.reaches(runs.caller().person());
        other = channel.reaches(testing.owner().caller().person());
    }

    @AfterEach
    void itWorksAgain() {
        WORKS.set(true);
        troubles.look();
    }

    @Test
    void whoRunsTheServerIsToldThatAPartDoesNotWorkAndWhenItDoesAgain() {
        WORKS.set(false);
        troubles.look();
        clock.pass(Duration.ofSeconds(59));
        troubles.look();
        assertThat(arrived(operator)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        troubles.look();
        troubles.look();

        eventually(() -> assertThat(arrived(operator))
                .containsExactly("Telegram cannot be read. Look at the bot's token in the settings."));
        WORKS.set(true);
        troubles.look();
        troubles.look();

        eventually(() -> assertThat(arrived(operator)).last().isEqualTo("Telegram is read again, after 1 minute."));
        assertThat(channel.arrived(operator))
                .as("quiet would be of all cameras")
                .allSatisfy(given -> assertThat(given.message().actions()).isEmpty());
        assertThat(arrived(operator)).hasSize(2);
        assertThat(arrived(other)).isEmpty();
    }

    @Test
    void whatPassesWithinAMinuteIsNotTold() {
        WORKS.set(false);
        troubles.look();
        clock.pass(Duration.ofSeconds(30));
        WORKS.set(true);
        troubles.look();
        clock.pass(Duration.ofSeconds(90));
        troubles.look();

        assertThat(jdbc.sql("select count(*) from alerts where subject like 'server/%' and made_at > ?")
                        .param(Timestamp.from(clock.instant().minusSeconds(120)))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTroubleLastsAsLongAsAnyNodeHasIt() {
        Instant begun = Instant.ofEpochMilli(clock.millis());
        ServerTroubleRows other = new ServerTroubleRows(jdbc);
        assertThat(other.found("telegram", begun)).isEqualTo(begun);
        WORKS.set(false);
        clock.pass(Duration.ofSeconds(60));
        other.found("telegram", clock.instant());
        troubles.look();
        eventually(() -> assertThat(arrived(operator)).hasSize(1));

        clock.pass(Duration.ofSeconds(30));
        other.found("telegram", clock.instant());
        WORKS.set(true);
        troubles.look();
        assertThat(other.endedNow("telegram", clock.instant())).contains(begun);
        clock.pass(ServerTroubleRows.GONE.plusSeconds(1));
        troubles.look();
        eventually(() -> assertThat(arrived(operator))
                .as("the other node is gone")
                .last()
                .isEqualTo("Telegram is read again, after 4 minutes."));
        assertThat(arrived(operator)).hasSize(2);
    }

    private List<String> arrived(UUID phone) {
        return channel.arrived(phone).stream()
                .map(given -> given.message().text())
                .toList();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        /** Named as the part of the program that reads Telegram, which is off here. */
        @Bean("telegram")
        HealthIndicator part() {
            return () -> WORKS.get() ? Health.up().build() : Health.down().build();
        }
    }
}
