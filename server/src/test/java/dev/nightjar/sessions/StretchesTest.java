package dev.nightjar.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StretchesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final DeviceId DEVICE = new DeviceId(TestCallers.newId());

    @Test
    void aSessionThatEndedWasWatchedToItsEnd() {
        assertThat(day(now("11:00"), ended("08:00", "10:00"))).containsExactly("08:00-10:00 WATCHING");
    }

    @Test
    void aSessionThatGoesOnIsWatchedUntilNow() {
        assertThat(day(now("11:00"), open("08:00", "10:59"))).containsExactly("08:00-11:00 WATCHING");
    }

    @Test
    void blindTimeIsTakenOutOfWatching() {
        assertThat(day(now("11:00"), ended("08:00", "10:00", gap("09:00", "09:10", "muted"))))
                .containsExactly("08:00-09:00 WATCHING", "09:00-09:10 BLIND muted", "09:10-10:00 WATCHING");
    }

    @Test
    void blindTimeWithoutAnEndGoesOn() {
        assertThat(day(now("11:00"), open("08:00", "11:00", gap("09:00", null, "muted"))))
                .containsExactly("08:00-09:00 WATCHING", "09:00-11:00 BLIND muted");
        assertThat(day(now("11:00"), ended("08:00", "10:00", gap("09:00", null, "muted"))))
                .containsExactly("08:00-09:00 WATCHING", "09:00-10:00 BLIND muted");
    }

    @Test
    void blindTimeBeyondItsSessionIsCutOff() {
        assertThat(day(
                        now("11:00"),
                        ended(
                                "08:00",
                                "10:00",
                                gap("07:00", "08:10", "permission"),
                                gap("09:50", "10:30", "muted"),
                                gap("10:15", "10:20", "ended"))))
                .containsExactly("08:00-08:10 BLIND permission", "08:10-09:50 WATCHING", "09:50-10:00 BLIND muted");
    }

    @Test
    void ofBlindTimesThatOverlapTheEarlierReasonCountsFirst() {
        assertThat(day(
                        now("11:00"),
                        ended(
                                "08:00",
                                "10:00",
                                gap("09:05", "09:20", "hidden"),
                                gap("09:00", "09:10", "muted"),
                                gap("09:12", "09:15", "ended"))))
                .containsExactly(
                        "08:00-09:00 WATCHING",
                        "09:00-09:10 BLIND muted",
                        "09:10-09:20 BLIND hidden",
                        "09:20-10:00 WATCHING");
    }

    @Test
    void blindTimesOfOneReasonThatTouchAreOne() {
        assertThat(day(
                        now("11:00"),
                        ended("08:00", "10:00", gap("08:00", "09:00", "muted"), gap("09:00", "10:00", "muted"))))
                .containsExactly("08:00-10:00 BLIND muted");
    }

    @Test
    void aCameraThatIsNotHeardOfIsSilentFromItsLastWordOn() {
        assertThat(day(now("11:00"), open("08:00", "10:00")))
                .containsExactly("08:00-10:00 WATCHING", "10:00-11:00 SILENT");
        assertThat(day(now("11:00"), open("08:00", null))).containsExactly("08:00-11:00 SILENT");
    }

    @Test
    void aWordThatIsOnlyALittleLateIsNoSilence() {
        Watch watch = open("08:00", "10:00");
        Instant last = at("10:00").plus(Stretches.GRACE);

        assertThat(Stretches.of(List.of(watch), at("00:00"), at("23:00"), last.minusMillis(1)))
                .extracting(Stretch::state)
                .containsExactly(Stretch.State.WATCHING);
        assertThat(Stretches.of(List.of(watch), at("00:00"), at("23:00"), last))
                .extracting(Stretch::state)
                .containsExactly(Stretch.State.WATCHING, Stretch.State.SILENT);
    }

    @Test
    void blindTimeEndsWhereSilenceBegins() {
        assertThat(day(now("11:00"), open("08:00", "10:00", gap("09:00", null, "muted"))))
                .containsExactly("08:00-09:00 WATCHING", "09:00-10:00 BLIND muted", "10:00-11:00 SILENT");
    }

    @Test
    void afterTheLastWordOfASessionThatWasFollowedByAnotherThereIsNothing() {
        assertThat(day(now("11:00"), over("07:00", "08:00"), open("09:00", "11:00")))
                .containsExactly("07:00-08:00 WATCHING", "09:00-11:00 WATCHING");
        assertThat(day(now("11:00"), over("07:00", null), open("09:00", "11:00")))
                .containsExactly("09:00-11:00 WATCHING");
    }

    @Test
    void sessionsThatTouchAreOneStretch() {
        assertThat(day(now("11:00"), ended("08:00", "09:00"), ended("09:00", "10:00")))
                .containsExactly("08:00-10:00 WATCHING");
    }

    @Test
    void sessionsThatOverlapCountOnce() {
        assertThat(day(now("11:00"), ended("08:30", "10:00"), ended("08:00", "09:00", gap("08:40", "08:50", "muted"))))
                .containsExactly("08:00-08:40 WATCHING", "08:40-08:50 BLIND muted", "08:50-10:00 WATCHING");
    }

    @Test
    void aPhoneWhoseClockIsAheadHasNotWatchedInTheFuture() {
        assertThat(day(now("11:00"), open("11:10", "11:00"))).isEmpty();
        assertThat(day(now("11:00"), ended("10:50", "11:10"))).containsExactly("10:50-11:00 WATCHING");
        assertThat(day(now("11:05"), over("11:01", "10:30"), open("10:40", "11:05")))
                .containsExactly("10:40-11:05 WATCHING");
    }

    @Test
    void aPhoneThatWasHeardOfBeforeItsSessionBeganIsTakenByTheBeginning() {
        assertThat(day(now("11:00"), open("10:59", "10:30"))).containsExactly("10:59-11:00 WATCHING");
        assertThat(day(now("11:00"), open("10:50", "10:30"))).containsExactly("10:50-11:00 SILENT");
    }

    @Test
    void onlyWhatWasAskedForIsAnswered() {
        List<Watch> watches = List.of(ended("08:00", "10:00", gap("09:00", "09:30", "muted")));

        assertThat(text(Stretches.of(watches, at("09:10"), at("09:20"), NOON)))
                .containsExactly("09:10-09:20 BLIND muted");
        assertThat(Stretches.of(watches, at("10:00"), at("11:00"), NOON)).isEmpty();
        assertThat(Stretches.of(List.of(), at("10:00"), at("11:00"), NOON)).isEmpty();
    }

    @Test
    void whateverPhonesSayStretchesAreInOrderAndNeverOverlap() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Watch> watches = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                watches.add(anyWatch(random));
            }
            Instant from = anyTime(random);
            Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(600)));
            Instant now = anyTime(random);

            Instant last = from;
            for (Stretch stretch : Stretches.of(watches, from, to, now)) {
                assertThat(stretch.from()).isAfterOrEqualTo(last).isBefore(stretch.until());
                assertThat(stretch.until()).isBeforeOrEqualTo(to).isBeforeOrEqualTo(now);
                last = stretch.until();
            }
        }
    }

    private static Watch anyWatch(Random random) {
        Gap[] gaps = new Gap[random.nextInt(4)];
        for (int i = 0; i < gaps.length; i++) {
            Instant from = anyTime(random);
            gaps[i] = new Gap(
                    TestCallers.newId(), from, random.nextBoolean() ? null : anyTimeFrom(from, random), "muted");
        }
        Instant start = anyTime(random);
        return new Watch(
                new SessionId(TestCallers.newId()),
                DEVICE,
                start,
                random.nextBoolean() ? null : anyTimeFrom(start, random),
                random.nextBoolean() ? null : anyTime(random),
                random.nextBoolean(),
                Arrays.asList(gaps));
    }

    private static Instant anyTime(Random random) {
        return NOON.plus(Duration.ofMinutes(random.nextInt(1_000) - 500));
    }

    private static Instant anyTimeFrom(Instant from, Random random) {
        return from.plus(Duration.ofMinutes(random.nextInt(300)));
    }

    private static List<String> day(Instant now, Watch... watches) {
        return text(Stretches.of(List.of(watches), at("00:00"), at("23:59"), now));
    }

    private static List<String> text(List<Stretch> stretches) {
        return stretches.stream()
                .map(one -> "%s-%s %s%s"
                        .formatted(
                                one.from().toString().substring(11, 16),
                                one.until().toString().substring(11, 16),
                                one.state(),
                                one.reason() == null ? "" : " " + one.reason()))
                .toList();
    }

    private static Watch ended(String from, String until, Gap... gaps) {
        return watch(from, at(until), null, false, gaps);
    }

    private static Watch open(String from, @Nullable String heard, Gap... gaps) {
        return watch(from, null, heard, false, gaps);
    }

    private static Watch over(String from, @Nullable String heard) {
        return watch(from, null, heard, true);
    }

    private static Watch watch(
            String from, @Nullable Instant until, @Nullable String heard, boolean over, Gap... gaps) {
        return new Watch(
                new SessionId(TestCallers.newId()),
                DEVICE,
                at(from),
                until,
                heard == null ? null : at(heard),
                over,
                List.of(gaps));
    }

    private static Gap gap(String from, @Nullable String until, String reason) {
        return new Gap(TestCallers.newId(), at(from), until == null ? null : at(until), reason);
    }

    private static Instant now(String time) {
        return at(time);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }
}
