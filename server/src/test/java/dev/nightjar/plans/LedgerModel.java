package dev.nightjar.plans;

import dev.nightjar.identity.ids.EventId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger should be after a history, in the simplest words: one event after the other, nothing at once. */
final class LedgerModel {

    /** Of an event: held in a month, charged, or given back. */
    private record Held(YearMonth month, int credits, String state) {}

    private final Map<EventId, Held> events = new HashMap<>();
    private final Map<YearMonth, Integer> used = new HashMap<>();

    /** Whether the reservation is granted. */
    boolean reserve(EventId event, double seconds, @Nullable Integer limit, Instant now, ZoneId zone) {
        Held before = events.get(event);
        if (before != null && !before.state().equals("released")) {
            return true;
        }
        YearMonth month = YearMonth.from(now.atZone(zone));
        int credits = limit == null ? 0 : (int) Math.ceil(seconds / 10);
        if (limit != null && used(month) + held(month) + credits > limit) {
            return false;
        }
        events.put(event, new Held(month, credits, "open"));
        return true;
    }

    void settle(EventId event, double seconds) {
        Held before = events.get(event);
        if (before != null && before.state().equals("open")) {
            events.put(event, new Held(before.month(), 0, "settled"));
            used.merge(before.month(), (int) Math.ceil(seconds / 10), Integer::sum);
        }
    }

    void release(EventId event) {
        events.computeIfPresent(
                event, (id, held) -> held.state().equals("open") ? new Held(held.month(), 0, "released") : held);
    }

    int used(YearMonth month) {
        return used.getOrDefault(month, 0);
    }

    int held(YearMonth month) {
        return events.values().stream()
                .filter(held -> held.state().equals("open") && held.month().equals(month))
                .mapToInt(Held::credits)
                .sum();
    }

    /** As the sums of the ledger should be. */
    CreditRows.Sum sum(LocalDate firstDay) {
        YearMonth month = YearMonth.from(firstDay);
        return new CreditRows.Sum(held(month), used(month));
    }
}
