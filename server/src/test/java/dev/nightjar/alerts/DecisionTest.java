package dev.nightjar.alerts;

import static dev.nightjar.alerts.AlertTesting.findings;
import static dev.nightjar.alerts.AlertTesting.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.Findings.Answer;
import dev.nightjar.inference.Findings.Matched;
import dev.nightjar.inference.PreviewLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final DeviceId DOOR = new DeviceId(new UUID(0, 1));
    private static final DeviceId HALL = new DeviceId(new UUID(0, 2));
    private static final Past NOTHING = new Past(List.of(), 0);
    private static final AlertRule PERSON = AlertRule.about(new UUID(0, 1), What.PERSON);
    private static final AlertRule CONCERN = AlertRule.about(new UUID(0, 2), new What(null, null, 2, null, null, null));
    private static final AlertRule INSTRUCTION =
            AlertRule.about(new UUID(0, 3), new What(null, true, null, null, null, null));
    private static final AlertRule SOUND =
            AlertRule.about(new UUID(0, 4), new What(null, null, null, true, null, null));
    private static final AlertRule REST = summary(new What(null, null, null, null, null, true));

    @Test
    void aRuleIsAboutKindsThatAreSeenAtFirstAndThenAboutThoseThatTheClipShows() {
        assertThat(matching(firstLook(seen("person")), PERSON)).containsExactly(PERSON);
        assertThat(matching(firstLook(seen("dog")), PERSON)).isEmpty();
        assertThat(matching(looked(findings("A dog.", 0, "dog"), seen("person")), PERSON))
                .isEmpty();
        assertThat(matching(looked(findings("A man.", 0, "person")), PERSON)).containsExactly(PERSON);
    }

    @Test
    void concernAndInstructionsAreKnownByTheClip() {
        assertThat(matching(firstLook(seen("person")), CONCERN, INSTRUCTION)).isEmpty();
        assertThat(matching(looked(findings("Smoke.", 2)), CONCERN, INSTRUCTION))
                .containsExactly(CONCERN);
        assertThat(matching(looked(findings("A box.", 1)), CONCERN)).isEmpty();
        assertThat(matching(looked(answered(Matched.YES)), INSTRUCTION)).containsExactly(INSTRUCTION);
        assertThat(matching(looked(answered(Matched.UNCLEAR)), INSTRUCTION)).isEmpty();
    }

    @Test
    void everythingElseIsWhatNoOtherRuleIsAboutOnceThatIsKnown() {
        assertThat(matching(firstLook(seen("dog")), PERSON, REST)).isEmpty();
        assertThat(matching(looked(findings("A dog.", 0, "dog")), PERSON, REST)).containsExactly(REST);
        assertThat(matching(looked(findings("A man.", 0, "person")), PERSON, REST))
                .containsExactly(PERSON);
    }

    @Test
    void aRuleThatIsOffOrOfAnotherCameraOrOfAnotherTimeIsNotAboutIt() {
        assertThat(matching(
                        firstLook(seen("person")),
                        change(PERSON, new RuleChange(false, null, null, null, null, null, null, null, null)),
                        change(PERSON, new RuleChange(null, null, List.of(HALL), null, null, null, null, null, null)),
                        change(
                                PERSON,
                                new RuleChange(
                                        null,
                                        null,
                                        null,
                                        new RuleSchedule(null, "22:00", "07:00"),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null))))
                .isEmpty();
    }

    @Test
    void aSoundIsHeardAtOnce() {
        assertThat(matching(heard(), SOUND)).containsExactly(SOUND);
        assertThat(matching(firstLook(seen("person")), SOUND)).isEmpty();
    }

    @Test
    void whatOneRuleMayNotTellAnotherTells() {
        Function<AlertRule, Past> past = rule -> rule.equals(PERSON) ? new Past(List.of(AT), 0) : NOTHING;

        assertThat(decide(List.of(PERSON), past)).isEqualTo(new Decision.Hold(Decision.Why.COOLDOWN));
        assertThat(decide(List.of(PERSON, CONCERN), past)).isEqualTo(new Decision.Tell(List.of(CONCERN)));
    }

    @Test
    void aboveTheLimitOfAnHourItIsCounted() {
        assertThat(decide(List.of(PERSON), rule -> new Past(List.of(), 11)))
                .isEqualTo(new Decision.Tell(List.of(PERSON)));
        assertThat(decide(List.of(PERSON), rule -> new Past(List.of(), 12))).isEqualTo(new Decision.Count(PERSON));
    }

    @Test
    void whatIsCountedIsNotToldLaterByTheSameRule() {
        Decision decision = Decision.of(
                List.of(PERSON, CONCERN), firstLook(seen("person")), List.of(), rule -> NOTHING, List.of(PERSON), AT);

        assertThat(decision).isEqualTo(new Decision.Tell(List.of(CONCERN)));
        assertThat(Decision.of(
                        List.of(PERSON), firstLook(seen("person")), List.of(), rule -> NOTHING, List.of(PERSON), AT))
                .isEqualTo(new Decision.Count(PERSON));
    }

    @Test
    void aSummaryOfTheDayCountsWithoutCooldown() {
        assertThat(decide(List.of(REST), rule -> new Past(List.of(AT), 99))).isEqualTo(new Decision.Count(REST));
    }

    @Test
    void quietIsAboutWhatHappensInItAndWhatIsHeardOfInIt() {
        Snooze before = new Snooze(null, AT.minusSeconds(3600), AT.minusSeconds(1));
        Snooze around = new Snooze(DOOR, AT.minusSeconds(1), AT.plusSeconds(1));
        Snooze later = new Snooze(null, AT.plusSeconds(20), null);
        Snooze other = new Snooze(HALL, AT.minusSeconds(1), null);

        assertThat(snoozed(AT.plusSeconds(10), before, other)).isFalse();
        assertThat(snoozed(AT.plusSeconds(10), around)).isTrue();
        assertThat(snoozed(AT.plusSeconds(10), later)).isFalse();
        assertThat(snoozed(AT.plusSeconds(30), later)).isTrue();
    }

    @Test
    void whatCameMoreThanADayAgoIsNoNews() {
        assertThat(Decision.of(
                        List.of(PERSON),
                        firstLook(seen("person")),
                        List.of(),
                        rule -> NOTHING,
                        List.of(),
                        AT.plus(Duration.ofHours(25))))
                .isEqualTo(new Decision.Hold(Decision.Why.OVER));
    }

    @Property
    void itIsToldExactlyWhenNothingToldIsWithinTheCooldownAndTheHourHasRoom(
            @ForAll @Size(max = 8) List<@IntRange(min = -1_000, max = 1_000) Integer> told,
            @ForAll @IntRange(max = 20) int lastHour,
            @ForAll @IntRange(max = 900) int cooldown) {
        AlertRule rule = change(PERSON, new RuleChange(null, null, null, null, null, null, null, cooldown, null));
        List<Instant> happened = told.stream().map(AT::plusSeconds).toList();

        Decision decision = decide(List.of(rule), each -> new Past(happened, lastHour));

        boolean cooling = told.stream().anyMatch(seconds -> Math.abs(seconds) < cooldown);
        Decision room = lastHour < 12 ? new Decision.Tell(List.of(rule)) : new Decision.Count(rule);
        assertThat(decision).isEqualTo(cooling ? new Decision.Hold(Decision.Why.COOLDOWN) : room);
    }

    private static boolean snoozed(Instant now, Snooze... snoozes) {
        return Decision.of(
                        List.of(PERSON),
                        firstLook(seen("person")),
                        Arrays.asList(snoozes),
                        rule -> NOTHING,
                        List.of(),
                        now)
                .equals(new Decision.Hold(Decision.Why.SNOOZED));
    }

    private static Decision decide(List<AlertRule> rules, Function<AlertRule, Past> past) {
        return Decision.of(rules, firstLook(seen("person")), List.of(), past, List.of(), AT);
    }

    private static List<AlertRule> matching(Happening happening, AlertRule... rules) {
        return Matching.of(Arrays.asList(rules), happening, ZoneOffset.UTC);
    }

    private static AlertRule change(AlertRule rule, RuleChange change) {
        return change.of(rule);
    }

    private static AlertRule summary(What what) {
        return change(
                AlertRule.about(new UUID(0, 5), what),
                new RuleChange(null, null, null, null, null, AlertRule.When.SUMMARY, null, null, null));
    }

    private static Happening firstLook(PreviewLabel... labels) {
        return happening(false, Happening.Stage.FIRST_LOOK, null, labels);
    }

    private static Happening heard() {
        return happening(true, Happening.Stage.FIRST_LOOK, null);
    }

    private static Happening looked(Findings findings, PreviewLabel... firstLook) {
        return happening(false, Happening.Stage.LOOKED, findings, firstLook);
    }

    private static Happening happening(
            boolean heard, Happening.Stage stage, @Nullable Findings findings, PreviewLabel... labels) {
        return new Happening(
                new EventId(new UUID(0, 9)),
                DOOR,
                new SessionId(new UUID(0, 8)),
                AT,
                AT,
                heard,
                stage,
                Arrays.asList(labels),
                findings,
                null,
                false);
    }

    private static Findings answered(Matched matched) {
        Findings plain = findings("A parcel.", 0);
        return new Findings(
                plain.labels(),
                plain.summary(),
                plain.title(),
                plain.observations(),
                plain.concern(),
                plain.tags(),
                plain.engine(),
                plain.model(),
                plain.frames(),
                plain.tookSeconds(),
                null,
                new Answer(matched, "It shows one.", List.of("Tell me of parcels")),
                null,
                null);
    }
}
