package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.findings;
import static dev.nightjar.alerts.AlertTesting.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.FakeChannel.Given;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * What holds whatever happens: events that come, are looked at and fail, services that do not answer, ask for patience or
 * refuse, jobs that run in any order and twice. Each history is made from its number, by which it can be had again.
 */
@AlertsModuleTest
@Import(HeldJobs.class)
@TestPropertySource(properties = "nightjar.jobs.run=false")
class AlertHistoriesTest {

    private static final int COOLDOWN = 300;

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private HeldJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    static List<Long> histories() {
        return new Random(20_260_301).longs(40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void nothingIsToldTwiceOrBackwardsAndOnlyWhatArrivedSilences(long seed) {
        jobs.forget();
        History history = new History(new Random(seed));

        for (int step = 0; step < 60; step++) {
            history.step();
        }
        history.end();

        history.assertThatEachAlertBeganOncePerAddress();
        history.assertThatVersionsNeverGoBack();
        history.assertThatWhatWasToldIsKeptTrue();
        history.assertThatOnlyWhatArrivedSilences();
    }

    /** One household and what happens to it. */
    private final class History {

        private final Random random;
        private final SignedIn owner = testing.owner();
        private final DeviceId door = testing.camera(owner.account(), "Front door");
        private final DeviceId hall = testing.camera(owner.account(), "Hall");
        private final List<UUID> addresses = List.of(
                channel.reaches(owner.caller().person()),
                channel.reaches(owner.caller().person()));
        private final List<EventId> open = new ArrayList<>();
        private final Instant begin = clock.instant();

        History(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(6)) {
                case 0 -> open.add(event());
                case 1 -> look();
                case 2 -> trouble();
                default -> jobs.runOne(random);
            }
        }

        void end() {
            while (!open.isEmpty()) {
                look();
            }
            int rounds = 0;
            while (jobs.runOne(random)) {
                // a channel that rests is asked again
                clock.pass(Duration.ofMillis(200));
                assertThat(++rounds).as("runs until nothing is left to do").isLessThan(5_000);
            }
        }

        private EventId event() {
            DeviceId camera = random.nextBoolean() ? door : hall;
            return testing.previewed(
                    owner.account(),
                    camera,
                    begin.plusSeconds(random.nextInt(1_200) - 600),
                    seen(random.nextInt(4) == 0 ? "dog" : "person"));
        }

        private void look() {
            if (open.isEmpty()) {
                return;
            }
            EventId event = open.remove(random.nextInt(open.size()));
            switch (random.nextInt(4)) {
                case 0 -> testing.ended(owner.account(), event, "failed");
                case 1 -> testing.looked(owner.account(), event, findings("Nothing.", 0));
                default -> testing.looked(owner.account(), event, findings("A woman.", 0, "person"));
            }
        }

        private void trouble() {
            UUID address = addresses.get(random.nextInt(addresses.size()));
            switch (random.nextInt(3)) {
                case 0 -> channel.answers(address, () -> new Delivery.Later(Duration.ofSeconds(1)));
                case 1 -> channel.answers(address, () -> new Delivery.Refused("No"));
                default ->
                    channel.answers(address, () -> {
                        throw new IllegalStateException("No answer");
                    });
            }
        }

        void assertThatEachAlertBeganOncePerAddress() {
            eachAlertAtEachAddress()
                    .forEach((where, given) -> assertThat(given.stream().filter(each -> each.reference() == null))
                            .as("first messages of %s", where)
                            .hasSize(1));
        }

        void assertThatVersionsNeverGoBack() {
            eachAlertAtEachAddress()
                    .forEach((where, given) -> assertThat(
                                    given.stream().map(each -> each.message().version()))
                            .as("versions of %s", where)
                            .isSorted()
                            .doesNotHaveDuplicates());
        }

        void assertThatWhatWasToldIsKeptTrue() {
            eachAlertAtEachAddress().forEach((where, given) -> {
                boolean refused = jdbc.sql("""
                                select ended is not null from alert_deliveries where alert = ? and address = ?
                                """)
                        .params(
                                given.getLast().message().alert().value(),
                                given.getLast().address())
                        .query(Boolean.class)
                        .single();
                if (!refused) {
                    assertThat(given.getLast().message().version())
                            .as("the last version of %s", where)
                            .isEqualTo(version(given.getLast().message().alert()));
                }
            });
        }

        void assertThatOnlyWhatArrivedSilences() {
            Map<AlertId, Happened> told = happened("told_at is not null");
            told.forEach((alert, one) -> told.forEach((other, two) -> assertThat(alert.equals(other) || !one.near(two))
                    .as("%s and %s are both told within a cooldown", one, two)
                    .isTrue()));
            happened("held_for = 'cooldown'")
                    .forEach((alert, held) -> assertThat(told.values())
                            .as("what was told that silences %s", held)
                            .anyMatch(held::near));
        }

        private Map<String, List<Given>> eachAlertAtEachAddress() {
            Map<String, List<Given>> all = new LinkedHashMap<>();
            for (UUID address : addresses) {
                channel.arrived(address)
                        .forEach(given -> all.computeIfAbsent(
                                        address + " " + given.message().alert(), each -> new ArrayList<>())
                                .add(given));
            }
            return all;
        }

        private long version(AlertId alert) {
            return jdbc.sql("select version from alerts where id = ?")
                    .param(alert.value())
                    .query(Long.class)
                    .single();
        }

        private Map<AlertId, Happened> happened(String condition) {
            Map<AlertId, Happened> found = new LinkedHashMap<>();
            jdbc.sql("select id, device, happened_at from alerts where account = ? and " + condition)
                    .param(owner.account().value())
                    .query((row, number) -> found.put(
                            new AlertId(row.getObject("id", UUID.class)),
                            new Happened(
                                    new DeviceId(row.getObject("device", UUID.class)),
                                    row.getTimestamp("happened_at").toInstant())))
                    .list();
            return found;
        }
    }

    /** Where and when something happened. */
    private record Happened(DeviceId device, Instant at) {

        boolean near(Happened other) {
            return device.equals(other.device)
                    && Duration.between(at, other.at).abs().toSeconds() < COOLDOWN;
        }
    }
}
