package dev.nightjar.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.AtOnce;
import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds of the credit ledger whatever happens, and in whatever order: on PostgreSQL, with random histories. */
class LedgerPropertiesTest {

    private static final int EVENTS = 8;
    private static final int CAMERAS = 3;
    private static final int SMALL_LIMIT = Objects.requireNonNull(Ledger.limit(Ledger.SMALL));

    /** A step of a history; what is about an event names it by its number. */
    sealed interface Step {

        record Reserve(int event, double seconds) implements Step {}

        record Settle(int event, double seconds) implements Step {}

        record Release(int event) implements Step {}

        record Pass(Duration duration) implements Step {}

        record ChangePlan(String plan) implements Step {}

        record ChangeZone(ZoneId zone) implements Step {}
    }

    /** An account as it begins. */
    record Beginning(String plan, ZoneId zone, Instant at) {}

    private final List<EventId> events = Stream.generate(() -> new EventId(TestCallers.newId()))
            .limit(EVENTS)
            .toList();
    private final List<DeviceId> cameras = Stream.generate(() -> new DeviceId(TestCallers.newId()))
            .limit(CAMERAS)
            .toList();

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void afterAnyHistoryTheLedgerIsWhatTheStepsSay(
            @ForAll("beginnings") Beginning beginning, @ForAll("histories") List<Step> history) {
        Ledger ledger = new Ledger(beginning.plan(), beginning.zone(), beginning.at());
        LedgerModel model = new LedgerModel();
        String plan = beginning.plan();
        ZoneId zone = beginning.zone();
        for (Step step : history) {
            switch (step) {
                case Step.Reserve reserve -> {
                    boolean expected = model.reserve(
                            events.get(reserve.event()), reserve.seconds(), Ledger.limit(plan), ledger.now(), zone);
                    assertThat(reserve(ledger, reserve) instanceof Reservation.Reserved)
                            .isEqualTo(expected);
                }
                case Step.Settle settle -> {
                    ledger.settle(events.get(settle.event()), settle.seconds());
                    model.settle(events.get(settle.event()), settle.seconds());
                }
                case Step.Release release -> {
                    ledger.release(events.get(release.event()));
                    model.release(events.get(release.event()));
                }
                case Step.Pass pass -> ledger.pass(pass.duration());
                case Step.ChangePlan change -> ledger.change(plan = change.plan());
                case Step.ChangeZone change -> ledger.change(zone = change.zone());
            }
            assertThat(ledger.months())
                    .allSatisfy((month, sum) -> assertThat(sum).isEqualTo(model.sum(month)));
            assertSumsAgree(ledger);
        }
        assertChargedOnce(ledger);
        assertUsageAgrees(ledger, Ledger.limit(plan));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void aRepeatedHistoryChangesNothing(
            @ForAll("beginnings") Beginning beginning, @ForAll("histories") List<Step> history) {
        Ledger ledger = new Ledger(Ledger.UNLIMITED, beginning.zone(), beginning.at());
        List<Step> once = history.stream()
                .filter(step -> step instanceof Step.Reserve || step instanceof Step.Settle)
                .toList();
        once.forEach(step -> take(ledger, step));
        // what is reserved at the end of the first time and settled before it would be charged by the second
        events.forEach(event -> ledger.settle(event, 10));
        List<Ledger.Entry> entries = ledger.entries();

        once.forEach(step -> take(ledger, step));

        assertThat(ledger.entries()).isEqualTo(entries);
        assertSumsAgree(ledger);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whatHappensAtOnceIsChargedOnceAndNeverBeyondThePlan(
            @ForAll("beginnings") Beginning beginning, @ForAll("histories") List<Step> history) throws Exception {
        Ledger ledger = new Ledger(Ledger.SMALL, beginning.zone(), beginning.at());
        List<Step> steps = history.stream().map(LedgerPropertiesTest::asTold).toList();

        AtOnce.call(steps.size(), i -> () -> take(ledger, steps.get(i)));

        assertSumsAgree(ledger);
        assertChargedOnce(ledger);
        // each clip was as long as its phone had said
        assertThat(ledger.months().values())
                .allSatisfy(sum -> assertThat(sum.reserved() + sum.used()).isLessThanOrEqualTo(SMALL_LIMIT));
        assertUsageAgrees(ledger, SMALL_LIMIT);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void ofManyWhoCloseTheSameReservationOneDoes(@ForAll("beginnings") Beginning beginning) throws Exception {
        Ledger ledger = new Ledger(beginning.plan(), beginning.zone(), beginning.at());
        EventId event = events.getFirst();
        AtOnce.call(6, i -> () -> ledger.reserve(event, cameras.getFirst(), 18));

        AtOnce.call(10, i -> () -> {
            if (i % 2 == 0) {
                ledger.settle(event, 18);
            } else {
                ledger.release(event);
            }
            return true;
        });

        assertThat(ledger.entries()).hasSize(2);
        assertSumsAgree(ledger);
    }

    @Property(tries = 500)
    void aMonthEndsWhereTheNextBegins(@ForAll("zones") ZoneId zone, @ForAll("times") Instant time) {
        CreditMonth month = CreditMonth.at(time, zone);
        CreditMonth next = CreditMonth.at(month.endsAt(), zone);

        assertThat(time).isBetween(month.beginsAt(), month.endsAt().minusNanos(1));
        assertThat(next.beginsAt()).isEqualTo(month.endsAt());
        assertThat(next.firstDay()).isEqualTo(month.firstDay().plusMonths(1));
        assertThat(CreditMonth.at(month.endsAt().minusMillis(1), zone).firstDay())
                .isEqualTo(month.firstDay());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        // days of 23 to 25 hours, a day that never was, midnights that were skipped, half hours, both ends of the date
        // line
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/Sao_Paulo",
                        "America/Havana",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Pacific/Kiritimati",
                        "Pacific/Pago_Pago",
                        "Africa/Cairo",
                        "Asia/Beirut")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<Instant> any =
                Arbitraries.longs().between(1_200_000_000, 2_000_000_000).map(Instant::ofEpochSecond);
        Arbitrary<Instant> aroundTheTurnOfAMonth = Combinators.combine(
                        Arbitraries.integers().between(2008, 2035),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(-48 * 60, 48 * 60))
                .as((year, month, minutes) -> LocalDate.of(year, month, 1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .plusMinutes(minutes)
                        .toInstant());
        return Arbitraries.oneOf(any, aroundTheTurnOfAMonth);
    }

    @Provide
    Arbitrary<Beginning> beginnings() {
        return Combinators.combine(plans(), zones(), times()).as(Beginning::new);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> event = Arbitraries.integers().between(0, EVENTS - 1);
        Arbitrary<Double> seconds = Arbitraries.of(1.0, 9.5, 10.0, 10.1, 18.2, 20.0, 59.9, 60.0);
        Arbitrary<Step> reserve = Combinators.combine(event, seconds).as(Step.Reserve::new);
        Arbitrary<Step> settle = Combinators.combine(event, seconds).as(Step.Settle::new);
        Arbitrary<Step> release = event.map(Step.Release::new);
        Arbitrary<Step> pass = Arbitraries.integers()
                .between(1, 20 * 24 * 60)
                .map(Duration::ofMinutes)
                .map(Step.Pass::new);
        Arbitrary<Step> plan = plans().map(Step.ChangePlan::new);
        Arbitrary<Step> zone = zones().map(Step.ChangeZone::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, reserve),
                        Tuple.of(5, settle),
                        Tuple.of(3, release),
                        Tuple.of(3, pass),
                        Tuple.of(1, plan),
                        Tuple.of(1, zone))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Arbitrary<String> plans() {
        return Arbitraries.of(Ledger.SMALL, Ledger.SMALL, Ledger.LARGE, Ledger.UNLIMITED);
    }

    /** Each event's clip has one length, which its phone says and the server measures. */
    private static Step asTold(Step step) {
        return switch (step) {
            case Step.Reserve reserve -> new Step.Reserve(reserve.event(), 7 + 7 * reserve.event());
            case Step.Settle settle -> new Step.Settle(settle.event(), 7 + 7 * settle.event());
            case Step.ChangePlan _, Step.ChangeZone _ -> new Step.Pass(Duration.ZERO);
            case Step.Release _, Step.Pass _ -> step;
        };
    }

    private boolean take(Ledger ledger, Step step) {
        switch (step) {
            case Step.Reserve reserve -> reserve(ledger, reserve);
            case Step.Settle settle -> ledger.settle(events.get(settle.event()), settle.seconds());
            case Step.Release release -> ledger.release(events.get(release.event()));
            case Step.Pass pass -> ledger.pass(pass.duration());
            case Step.ChangePlan change -> ledger.change(change.plan());
            case Step.ChangeZone change -> ledger.change(change.zone());
        }
        return true;
    }

    private Reservation reserve(Ledger ledger, Step.Reserve reserve) {
        return ledger.reserve(events.get(reserve.event()), cameras.get(reserve.event() % CAMERAS), reserve.seconds());
    }

    /** The sums are those of the entries, and none is less than nothing. */
    private static void assertSumsAgree(Ledger ledger) {
        List<Ledger.Entry> entries = ledger.entries();
        ledger.months().forEach((month, sum) -> {
            List<Ledger.Entry> ofMonth = entries.stream()
                    .filter(entry -> entry.day().withDayOfMonth(1).equals(month))
                    .toList();
            assertThat(sum.used()).isEqualTo(credits(ofMonth, "settled")).isNotNegative();
            assertThat(sum.reserved())
                    .isEqualTo(ofMonth.stream()
                            .filter(entry -> entry.kind().equals("reserved"))
                            .filter(entry -> ofMonth.stream().noneMatch(other -> closes(other, entry)))
                            .mapToInt(Ledger.Entry::credits)
                            .sum())
                    .isNotNegative();
        });
        // and every charge is in one of them
        assertThat(ledger.months().values().stream()
                        .mapToInt(CreditRows.Sum::used)
                        .sum())
                .isEqualTo(credits(entries, "settled"));
    }

    private static boolean closes(Ledger.Entry other, Ledger.Entry reserved) {
        return other.event().equals(reserved.event())
                && other.number() == reserved.number()
                && !other.kind().equals("reserved");
    }

    private static int credits(List<Ledger.Entry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .mapToInt(Ledger.Entry::credits)
                .sum();
    }

    private static void assertChargedOnce(Ledger ledger) {
        Map<EventId, Long> charges = ledger.entries().stream()
                .filter(entry -> entry.kind().equals("settled"))
                .collect(Collectors.groupingBy(Ledger.Entry::event, Collectors.counting()));
        assertThat(charges.values()).allMatch(times -> times == 1);
    }

    /** What people read agrees in itself and with the sums. */
    private static void assertUsageAgrees(Ledger ledger, @Nullable Integer limit) {
        Usage usage = ledger.usage();
        assertThat(usage.days().stream().mapToInt(Usage.DayUsage::seconds).sum())
                .isEqualTo(usage.usedSeconds());
        assertThat(usage.cameras().stream().mapToInt(Usage.CameraUsage::seconds).sum())
                .isEqualTo(usage.usedSeconds());
        assertThat(ledger.now()).isBetween(usage.beginsAt(), usage.endsAt());
        if (limit != null) {
            int left = limit * Credit.SECONDS - usage.usedSeconds() - usage.heldSeconds();
            assertThat(Objects.requireNonNull(usage.leftSeconds())).isEqualTo(Math.max(0, left));
        } else {
            assertThat(usage.leftSeconds()).isNull();
        }
    }
}
