package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.FakeChannel.Given;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.Health;
import dev.nightjar.devices.Heartbeat;
import dev.nightjar.devices.Troubles;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** From what cameras say, and do not say, to what arrives at phones. */
@AlertsModuleTest
class TroubleAlertsTest {

    private static final Health HIDDEN = JsonMapper.shared().readValue("{\"hidden\":true}", Health.class);
    private static final Health SHOWN = JsonMapper.shared().readValue("{\"hidden\":false}", Health.class);

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private Devices devices;

    @Autowired
    private Troubles troubles;

    @Autowired
    private Snoozes snoozes;

    @Autowired
    private TroubleAlertsJob job;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TroubleTelling telling;

    private SignedIn owner;
    private AccountId account;
    private DeviceId door;
    private UUID phone;

    @BeforeEach
    void aCameraThatWatches() {
        owner = testing.owner();
        account = owner.account();
        door = testing.camera(account, "Front door");
        phone = channel.reaches(owner.caller().person());
        serverListens(Duration.ofSeconds(120));
        hear("watching", null);
    }

    @Test
    void aCameraThatFallsSilentIsToldAndTheSameMessageSaysWhenItSeesAgain() {
        Instant last = clock.instant();
        serverListens(Duration.ofSeconds(120));
        String since = clock(last);
        eventually(() -> assertThat(arrived())
                .containsExactly(
                        "Front door has been silent since %s. Look at its power and its network.".formatted(since)));

        hear("watching", null);

        eventually(() -> assertThat(arrived())
                .last()
                .isEqualTo("Front door sees again. It was silent for 2 minutes, %s to %s."
                        .formatted(since, clock(last.plusSeconds(120)))));
        List<Given> given = channel.arrived(phone);
        assertThat(given).hasSize(2);
        assertThat(given.getFirst().message().aloud()).isTrue();
        assertThat(given.getFirst().message().path()).isEqualTo("/cameras/" + door);
        assertThat(given.getLast().message().alert())
                .isEqualTo(given.getFirst().message().alert());
        assertThat(given.getLast().message().aloud()).isFalse();
    }

    @Test
    void blindnessIsToldWithItsReasonWhenItLasts() {
        hear("blind", "cameraTaken");
        String since = clock(clock.instant());
        serverListens(Duration.ofSeconds(30));

        eventually(() -> assertThat(arrived())
                .containsExactly("Front door has been blind since %s. Another app took the camera.".formatted(since)));
    }

    @Test
    void aCameraThatSeesFromBehindAnotherAppIsNotCalledBlind() {
        hear("blind", "frozen");
        devices.heard(account, door, new Heartbeat(null, "watching", null, HIDDEN));
        String since = clock(clock.instant());
        serverListens(Duration.ofSeconds(30));

        eventually(() -> assertThat(arrived())
                .containsExactly(("Front door has been behind another app since %s, and may see no more. "
                                + "Bring Nightjar to the front of the phone.")
                        .formatted(since)));
        devices.heard(account, door, new Heartbeat(null, "watching", null, SHOWN));

        eventually(() -> assertThat(arrived()).last().isEqualTo("Front door is at the front of its phone again."));
        assertThat(alerts()).isOne();
    }

    @Test
    void whetherItLastsIsAskedOnceNobodyElseDecidesForThePerson() {
        PersonId person = owner.caller().person();
        snoozes.put(account, person, new Snooze(door, clock.instant(), null));
        AtomicBoolean alone = new AtomicBoolean();

        telling.of(account, person, () -> {
            alone.set(othersMustWait());
            return Optional.empty();
        });

        assertThat(alone).as("else its end could be told before it is").isTrue();
        assertThat(alerts()).isZero();
    }

    @Test
    void whatPassesWithinMomentsIsNotTold() {
        hear("blind", "frozen");
        clock.pass(Duration.ofSeconds(20));
        troubles.run();
        hear("watching", null);
        serverListens(Duration.ofSeconds(30));

        assertThat(alerts()).isZero();
    }

    @Test
    void aCameraThatIsBlindAndThenSilentIsOneTrouble() {
        hear("blind", "frozen");
        String since = clock(clock.instant());
        serverListens(Duration.ofSeconds(30));
        eventually(() -> assertThat(arrived()).hasSize(1));

        serverListens(Duration.ofSeconds(90));

        eventually(() -> assertThat(arrived())
                .last()
                .isEqualTo("Front door has been silent since %s. Look at its power and its network.".formatted(since)));
        assertThat(alerts()).isOne();
    }

    @Test
    void whoStopsItIsNotToldThatItDoesNotSee() {
        hear("stopped", null);

        serverListens(Duration.ofSeconds(180));

        assertThat(alerts()).isZero();
    }

    @Test
    void aBlindCameraThatIsStoppedIsToldSo() {
        hear("blind", "frozen");
        serverListens(Duration.ofSeconds(30));
        eventually(() -> assertThat(arrived()).hasSize(1));

        hear("stopped", null);

        eventually(() -> assertThat(arrived()).last().asString().startsWith("Front door was stopped at "));
    }

    @Test
    void aServerThatWasAwayGivesEachCameraItsTimeAnew() {
        clock.pass(Duration.ofMinutes(10));
        troubles.run();
        clock.pass(Duration.ofSeconds(45));
        troubles.run();
        assertThat(alerts()).isZero();

        serverListens(Duration.ofSeconds(60));

        eventually(() -> assertThat(arrived()).hasSize(1));
    }

    @Test
    void severalNodesThatLookAtOnceTellItOnce() throws Exception {
        clock.pass(Duration.ofSeconds(45));
        troubles.run();
        clock.pass(Duration.ofSeconds(50));

        AtOnce.call(6, node -> () -> {
            troubles.run();
            return true;
        });

        eventually(() -> assertThat(arrived()).hasSize(1));
        assertThat(alerts()).isOne();
    }

    @Test
    void quietPutsItOffAndDoesNotSwallowIt() {
        snoozes.put(
                account,
                owner.caller().person(),
                new Snooze(door, clock.instant(), clock.instant().plusSeconds(600)));
        serverListens(Duration.ofSeconds(120));
        eventually(() -> assertThat(state()).isEqualTo("held"));
        assertThat(arrived()).isEmpty();

        serverListens(Duration.ofSeconds(600));
        troubles.of(account).forEach(trouble -> job.run(new TroubleToTell(trouble, 1, null)));

        eventually(() -> assertThat(arrived()).hasSize(1));
    }

    @Test
    void aCameraThatComesAndGoesIsToldOnceInAWhile() {
        hear("blind", "muted");
        serverListens(Duration.ofSeconds(30));
        eventually(() -> assertThat(arrived()).hasSize(1));
        hear("watching", null);
        eventually(() -> assertThat(arrived()).hasSize(2));

        hear("blind", "muted");
        serverListens(Duration.ofSeconds(30));

        eventually(() -> assertThat(alerts()).isEqualTo(2));
        eventually(() -> assertThat(state()).isEqualTo("held"));
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void everybodyWhoWantsItIsToldByRulesOfTheirOwn() {
        UUID other =
                channel.reaches(testing.joins(account, Role.MONITOR).caller().person());
        serverListens(Duration.ofSeconds(120));

        eventually(() -> assertThat(arrived()).hasSize(1));
        eventually(() -> assertThat(channel.arrived(other)).hasSize(1));
    }

    private void hear(String state, @Nullable String reason) {
        devices.heard(account, door, new Heartbeat(null, state, reason, null));
    }

    /** The time passes while the server is there. */
    private void serverListens(Duration duration) {
        for (Duration past = Duration.ZERO; past.compareTo(duration) < 0; past = past.plusSeconds(30)) {
            clock.pass(Duration.ofSeconds(30));
            troubles.run();
        }
    }

    private List<String> arrived() {
        return channel.arrived(phone).stream()
                .map(given -> given.message().text())
                .toList();
    }

    private boolean othersMustWait() {
        return CompletableFuture.supplyAsync(
                        () -> jdbc.sql("select 1 from alert_people where account = ? for update skip locked")
                                .param(account.value())
                                .query(Integer.class)
                                .list()
                                .isEmpty())
                .join();
    }

    private long alerts() {
        return jdbc.sql("select count(*) from alerts where account = ?")
                .param(account.value())
                .query(Long.class)
                .single();
    }

    /** Empty before anything was decided. */
    private String state() {
        return jdbc.sql("select state from alerts where account = ? order by made_at desc, id desc limit 1")
                .param(account.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("UTC")).format(time);
    }
}
