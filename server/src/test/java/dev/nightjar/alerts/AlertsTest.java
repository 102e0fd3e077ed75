package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.eventually;
import static dev.nightjar.alerts.AlertTesting.findings;
import static dev.nightjar.alerts.AlertTesting.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.TestClock;
import dev.nightjar.alerts.FakeChannel.Given;
import dev.nightjar.events.Event;
import dev.nightjar.events.Events;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertsModuleTest
class AlertsTest {

    @Autowired
    private AlertTesting testing;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private AlertRules rules;

    @Autowired
    private Snoozes snoozes;

    @Autowired
    private Events events;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

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
    void theFirstLookIsToldAndThenTheSameMessageSaysWhatTheClipShows() {
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door."));

        testing.looked(account, event, findings("A woman came in and left.", 0, "person"));

        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door.", "A woman came in and left."));
        List<Given> given = channel.arrived(phone);
        assertThat(given.getFirst().reference()).isNull();
        assertThat(given.getFirst().message().aloud()).isTrue();
        assertThat(given.getFirst().message().title()).isEqualTo("Front door");
        assertThat(given.getFirst().message().path()).isEqualTo("/events/" + event);
        assertThat(given.getLast().reference()).isEqualTo(reference(given.getFirst()));
        assertThat(given.getLast().message().aloud()).isFalse();
        assertThat(given.getLast().message().alert())
                .isEqualTo(given.getFirst().message().alert());
    }

    @Test
    void aFirstLookThatWasWrongIsCorrected() {
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        testing.looked(account, event, findings("Something moved. Nothing was recognised.", 0));

        eventually(() ->
                assertThat(arrived()).last().isEqualTo("Nothing was seen after all. The first message said a person."));
    }

    @Test
    void aClipThatShowsSomethingElseIsToldWithWhatWasSaidFirst() {
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        testing.looked(account, event, findings("A dog, for about 6 s.", 0, "dog"));

        eventually(
                () -> assertThat(arrived()).last().isEqualTo("A dog, for about 6 s. The first message said a person."));
    }

    @Test
    void whoWasNotToldTheFirstLookHearsNothingOfItsCorrection() {
        channel.answers(phone, () -> new Delivery.Later(Duration.ofSeconds(2)));
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(channel.given(phone)).hasSize(1));

        testing.looked(account, event, findings("Something moved. Nothing was recognised.", 0));

        eventually(() -> assertThat(state(event)).isEqualTo("held"));
        eventually(() -> assertThat(queued(event)).isFalse());
        assertThat(arrived()).isEmpty();
    }

    @Test
    void whatNoRuleIsAboutIsNotTold() {
        EventId dog = testing.previewed(account, door, now, seen("dog"));
        EventId person = testing.previewed(account, door, now.plusSeconds(600), seen("person"));

        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door."));
        assertThat(told(person)).isTrue();
        assertThat(known(dog)).isFalse();
    }

    @Test
    void anEventWithoutAPreviewIsToldWhenItsClipWasLookedAt() {
        testing.found(account, door, now, findings("A man put down a box.", 0, "person"));

        eventually(() -> assertThat(arrived()).containsExactly("A man put down a box."));
    }

    @Test
    void whatIsWorthALookIsToldWhateverItIs() {
        testing.found(account, door, now, findings("Smoke came from the bin.", 2));

        eventually(() -> assertThat(arrived()).containsExactly("Smoke came from the bin."));
    }

    @Test
    void whileItCoolsDownTheSameCameraTellsNothingMore() {
        testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        EventId second = testing.previewed(account, door, now.plusSeconds(60), seen("person"));
        eventually(() -> assertThat(state(second)).isEqualTo("held"));
        DeviceId hall = testing.camera(account, "Hall");
        testing.previewed(account, hall, now.plusSeconds(70), seen("person"));
        testing.previewed(account, door, now.plusSeconds(301), seen("person"));

        eventually(() -> assertThat(arrived())
                .containsExactlyInAnyOrder("Person at Front door.", "Person at Hall.", "Person at Front door."));
    }

    @Test
    void anAlertThatNeverArrivedSpendsNoCooldown() {
        channel.answers(phone, () -> new Delivery.Refused("No"));
        EventId refused = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(channel.given(phone)).hasSize(1));
        eventually(() -> assertThat(queued(refused)).isFalse());

        testing.previewed(account, door, now.plusSeconds(60), seen("person"));

        eventually(() -> assertThat(arrived()).hasSize(1));
    }

    @Test
    void whatIsMoreThanAnHourTakesGoesIntoOneQuietMessage() throws Exception {
        String rule = rules.list(owner.caller()).getFirst().id().toString();
        testing.send("PATCH", "/alert-rules/" + rule, "{\"perHour\":2,\"cooldownSeconds\":0}", owner)
                .andExpect(status().isOk());
        for (int event = 0; event < 5; event++) {
            EventId each = testing.previewed(account, door, now.plusSeconds(event), seen("person"));
            eventually(() -> assertThat(known(each)).isTrue());
            eventually(() -> assertThat(queued(each)).isFalse());
        }

        eventually(() -> assertThat(arrived())
                .hasSizeGreaterThan(2)
                .last()
                .asString()
                .startsWith("Three more events at Front door since "));
        assertThat(channel.arrived(phone).stream()
                        .filter(given -> given.reference() == null)
                        .map(Given::text))
                .hasSize(3);
        assertThat(channel.arrived(phone).getLast().message().aloud()).isFalse();
        testing.get("/alerts", owner)
                .andExpect(jsonPath("$.items[*].kind").value(contains("summary", "event", "event")));
    }

    @Test
    void everythingElseWaitsForTheSummaryOfTheDay() throws Exception {
        testing.send(
                        "POST",
                        "/alert-rules",
                        "{\"when\":\"summary\",\"what\":{\"everythingElse\":true},\"channels\":[\"telegram\"]}",
                        owner)
                .andExpect(status().isCreated());
        testing.found(account, door, now, findings("A dog, for about 6 s.", 0, "dog"));
        EventId event = testing.found(account, door, now.plusSeconds(30), findings("A cat, for about 6 s.", 0, "cat"));
        eventually(() -> assertThat(state(event)).isEqualTo("counted"));

        jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance like ?")
                .param("%" + phone + "%")
                .update();

        eventually(() -> assertThat(arrived()).containsExactly("In the last 24 hours: two events at Front door."));
    }

    @Test
    void nothingIsToldWhileItIsQuietAndWhatWasToldIsStillCorrected() {
        EventId before = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        snoozes.begin(owner.caller(), door, Duration.ofHours(1));

        EventId during = testing.previewed(account, door, now.plusSeconds(400), seen("person"));
        testing.looked(account, before, findings("A woman came in.", 0, "person"));

        eventually(() -> assertThat(state(during)).isEqualTo("held"));
        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door.", "A woman came in."));
    }

    @Test
    void whatCameLateSaysWhenItWasAndMakesNoSound() {
        testing.previewed(account, door, now.minus(Duration.ofMinutes(20)), seen("person"));

        eventually(() -> assertThat(arrived())
                .singleElement()
                .asString()
                .matches("(At|On .* at) \\d\\d:\\d\\d: Person at Front door\\."));
        assertThat(channel.arrived(phone).getFirst().message().aloud()).isFalse();
    }

    @Test
    void whatTheServerHeardOfLongAgoIsNoNews() {
        EventId event = testing.found(account, door, now, findings("A dog.", 0, "dog"));
        jdbc.sql("update events set announced_at = now() - interval '2 days' where id = ?")
                .param(event.value())
                .update();

        testing.looked(account, event, findings("A man.", 0, "person"));
        testing.previewed(account, door, now.plusSeconds(600), seen("person"));

        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door."));
        assertThat(told(event)).isFalse();
    }

    @Test
    void eachPersonOfTheAccountIsToldByTheirOwnRules() {
        SignedIn monitor = testing.joins(account, Role.MONITOR);
        UUID theirs = channel.reaches(monitor.caller().person());
        for (AlertRule rule : rules.list(monitor.caller())) {
            rules.delete(monitor.caller(), rule.id());
        }
        rules.add(
                monitor.caller(),
                new RuleChange(
                        null,
                        new What(List.of("dog"), null, null, null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));

        testing.previewed(account, door, now, seen("person"));
        testing.previewed(account, door, now.plusSeconds(1), seen("dog"));

        eventually(() -> assertThat(channel.arrived(theirs))
                .singleElement()
                .satisfies(given -> assertThat(given.text()).isEqualTo("Dog at Front door.")));
        eventually(() -> assertThat(arrived()).containsExactly("Person at Front door."));
    }

    @Test
    void aSoundWithNothingToSeeIsSaidSo() {
        rules.add(
                owner.caller(),
                new RuleChange(
                        null, new What(null, null, null, true, null, null), null, null, null, null, null, null, null));
        EventId event = testing.heard(account, door, now);
        eventually(() -> assertThat(arrived()).containsExactly("A loud sound at Front door."));

        testing.looked(account, event, findings("A loud sound; nothing seen.", 0));

        eventually(() -> assertThat(arrived()).last().isEqualTo("A loud sound; nothing seen."));
    }

    @Test
    void anEventWhoseClipCannotBeLookedAtSaysSo() {
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        testing.ended(account, event, "failed");

        eventually(
                () -> assertThat(arrived()).last().isEqualTo("Person at Front door. The clip could not be looked at."));
    }

    @Test
    void theEventsTraceSaysWhenPeopleWereTold() {
        EventId event = testing.previewed(account, door, now, seen("person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        eventually(() -> assertThat(trace(event).trace().firstAlertAt()).isNotNull());
        Instant first = trace(event).trace().firstAlertAt();
        long change = trace(event).change();
        assertThat(trace(event).trace().enrichedAlertAt()).isNull();

        testing.looked(account, event, findings("A woman came in.", 0, "person"));

        eventually(() -> assertThat(trace(event).trace().enrichedAlertAt()).isAfterOrEqualTo(first));
        assertThat(trace(event).trace().firstAlertAt()).isEqualTo(first);
        assertThat(trace(event).change()).isEqualTo(change + 1);
    }

    @Test
    void whatReadsTheSameIsNotSentAgain() {
        EventId event = testing.found(account, door, now, findings("A man.", 0, "person"));
        eventually(() -> assertThat(arrived()).hasSize(1));
        for (AlertRule rule : rules.list(owner.caller())) {
            rules.delete(owner.caller(), rule.id());
        }

        testing.ended(account, event, "done");

        eventually(() -> assertThat(holds(event)).isFalse());
        assertThat(queued(event)).isFalse();
        assertThat(channel.given(phone)).hasSize(1);
    }

    @Test
    void aDeletedEventTakesItsAlertsAlong() {
        EventId event = testing.found(account, door, now, findings("A man.", 0, "person"));
        eventually(() -> assertThat(arrived()).hasSize(1));

        jdbc.sql("delete from events where account = ? and id = ?")
                .params(account.value(), event.value())
                .update();

        assertThat(known(event)).isFalse();
    }

    private List<String> arrived() {
        return channel.arrived(phone).stream().map(Given::text).toList();
    }

    private static String reference(Given given) {
        return given.result() instanceof Delivery.Sent sent ? sent.reference() : "";
    }

    private Event trace(EventId event) {
        return events.get(account, event);
    }

    private boolean known(EventId event) {
        return jdbc.sql("select exists (select from alerts where event = ?)")
                .param(event.value())
                .query(Boolean.class)
                .single();
    }

    private String state(EventId event) {
        return jdbc.sql("select state from alerts where event = ?")
                .param(event.value())
                .query(String.class)
                .optional()
                .orElse("unknown");
    }

    private boolean holds(EventId event) {
        return jdbc.sql("select holds from alerts where event = ?")
                .param(event.value())
                .query(Boolean.class)
                .single();
    }

    private boolean told(EventId event) {
        return state(event).equals("told");
    }

    private boolean queued(EventId event) {
        return jdbc.sql("""
                        select exists (select from alert_deliveries d join alerts a on a.account = d.account and a.id = d.alert
                        where a.event = ? and d.queued)
                        """).param(event.value()).query(Boolean.class).single();
    }
}
