package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.eventually;
import static dev.nightjar.alerts.AlertTesting.findings;
import static dev.nightjar.alerts.AlertTesting.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.FakeChannel.Given;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertsModuleTest
class DeliveriesTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private DeliveryJob job;

    @Autowired
    private AlertHousekeeping housekeeping;

    @Autowired
    private TestClock clock;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn owner;
    private DeviceId door;
    private UUID phone;
    private Instant now;

    @BeforeEach
    void anAccountWithACameraAndAPhone() {
        owner = testing.owner();
        door = testing.camera(owner.account(), "Front door");
        phone = channel.reaches(owner.caller().person());
        now = clock.instant();
    }

    @Test
    void aServiceThatAsksForPatienceIsAskedAgainAndTheMessageArrivesOnce() {
        channel.answers(phone, () -> new Delivery.Later(Duration.ofSeconds(1)));

        testing.previewed(owner.account(), door, now, seen("person"));

        eventually(() -> assertThat(arrived()).hasSize(1));
        assertThat(channel.given(phone))
                .hasSize(2)
                .allSatisfy(given -> assertThat(given.reference()).isNull());
    }

    @Test
    void whereNobodyAnswersItIsTriedUntilSomebodyDoes() {
        channel.answers(phone, DeliveriesTest::noAnswer);
        channel.answers(phone, DeliveriesTest::noAnswer);

        testing.previewed(owner.account(), door, now, seen("person"));

        eventually(() -> assertThat(arrived()).hasSize(1));
        assertThat(channel.given(phone)).hasSize(3);
    }

    @Test
    void aServiceThatDoesNotAnswerKeepsNoOtherWaiting() {
        UUID browser = channel.reaches(owner.caller().person());
        channel.serves(phone, "dead.example");
        for (int i = 0; i < 100; i++) {
            channel.answers(phone, DeliveriesTest::noAnswer);
        }
        for (int event = 0; event < 8; event++) {
            testing.previewed(owner.account(), door, now.plusSeconds(3600L * event), seen("person"));
        }

        eventually(() -> assertThat(channel.arrived(browser)).hasSize(8));

        assertThat(channel.given(browser)).hasSize(8);
        assertThat(arrived()).isEmpty();
    }

    @Test
    void anAddressThatIsGoneIsNotAskedAgain() {
        channel.answers(phone, () -> new Delivery.Gone("Blocked"));
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        eventually(() -> assertThat(ended(phone)).isEqualTo("gone"));

        UUID other = channel.reaches(owner.caller().person());
        testing.looked(owner.account(), event, findings("A woman came in.", 0, "person"));

        eventually(() -> assertThat(channel.arrived(other)).hasSize(1));
        assertThat(channel.given(phone)).hasSize(1);
    }

    @Test
    void aMessageThatIsRefusedIsNotedAndALaterVersionIsTried() {
        channel.answers(phone, () -> new Delivery.Refused("Too long"));
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        eventually(() -> assertThat(ended(phone)).isEqualTo("refused"));
        assertThat(channel.given(phone)).hasSize(1);

        testing.looked(owner.account(), event, findings("A woman came in.", 0, "person"));

        eventually(() -> assertThat(arrived()).containsExactly("A woman came in."));
    }

    @Test
    void whatBecomesKnownWhileAMessageIsOnItsWayFollowsIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        channel.answers(phone, () -> {
            asked.countDown();
            await(answer);
            return new Delivery.Sent("first");
        });
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        testing.looked(owner.account(), event, findings("Something moved. Nothing was recognised.", 0));
        eventually(() -> assertThat(version(event)).isEqualTo(2));
        answer.countDown();

        eventually(() -> assertThat(arrived())
                .containsExactly(
                        "Person at Front door.", "Nothing was seen after all. The first message said a person."));
        assertThat(channel.arrived(phone).getLast().reference()).isEqualTo("first");
    }

    @Test
    void aJobThatComesBackAfterAnotherTookItsPlaceDoesNothing() {
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        job.run(new DeliveryDue(
                owner.account(), channel.arrived(phone).getFirst().message().alert(), phone, 1));

        assertThat(channel.given(phone)).hasSize(1);
        assertThat(version(event)).isEqualTo(1);
    }

    @Test
    void whoLeavesIsSentNothingMore() {
        SignedIn monitor = testing.joins(owner.account(), Role.MONITOR);
        UUID theirs = channel.reaches(monitor.caller().person());
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        eventually(() -> assertThat(channel.arrived(theirs)).hasSize(1));

        jdbc.sql("delete from memberships where person = ?")
                .param(monitor.caller().person().value())
                .update();
        testing.looked(owner.account(), event, findings("A woman came in.", 0, "person"));

        eventually(() -> assertThat(arrived()).hasSize(2));
        assertThat(channel.given(theirs)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from alerts where person = ?")
                        .param(monitor.caller().person().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void alertsAreKeptForAMonth() {
        EventId event = testing.previewed(owner.account(), door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        jdbc.sql("update alerts set made_at = ? where event = ?")
                .params(Timestamp.from(clock.instant().minus(Duration.ofDays(31))), event.value())
                .update();

        housekeeping.run();

        assertThat(jdbc.sql("select count(*) from alerts where event = ?")
                        .param(event.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void operatorsSeeWhatBecameOfAlertsAndHowLongTheFirstTook() {
        double before = sent();

        testing.previewed(owner.account(), door, now, seen("person"));

        eventually(() -> assertThat(sent()).isGreaterThan(before));
        eventually(() ->
                assertThat(meters.get("nightjar.alert.first").timer().count()).isPositive());
    }

    private double sent() {
        return meters.counter("nightjar.alerts", "channel", "telegram", "result", "sent")
                .count();
    }

    private List<String> arrived() {
        return channel.arrived(phone).stream().map(Given::text).toList();
    }

    private long version(EventId event) {
        return jdbc.sql("select version from alerts where event = ?")
                .param(event.value())
                .query(Long.class)
                .single();
    }

    private String ended(UUID address) {
        return jdbc.sql("select coalesce(ended, '') from alert_deliveries where address = ?")
                .param(address)
                .query(String.class)
                .optional()
                .orElse("unknown");
    }

    private static Delivery noAnswer() {
        throw new IllegalStateException("No answer");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
