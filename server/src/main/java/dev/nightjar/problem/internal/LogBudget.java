package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many entries each caller may write into the log, so that one broken phone does not fill it. Kept in memory, for
 * the callers that wrote last: that each node counts by itself does no harm.
 */
@Component
class LogBudget {

    private static final int MOST_ENTRIES = 500;
    private static final int MOST_CALLERS = 10_000;
    private static final Duration WINDOW = Duration.ofHours(1);

    private record Used(int entries, Instant endsAt) {}

    private final Map<String, Used> byCaller = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    private final Clock clock;

    LogBudget(Clock clock) {
        this.clock = clock;
    }

    /** Counts the caller's entries, or throws {@link Problem#TOO_MANY_ENTRIES} when they are more than its hour has. */
    synchronized void take(String caller, int entries) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Used used = byCaller.remove(caller);
        if (used == null || !now.isBefore(used.endsAt())) {
            used = new Used(0, now.plus(WINDOW));
        }
        int wanted = used.entries() + entries;
        byCaller.put(caller, wanted > MOST_ENTRIES ? used : new Used(wanted, used.endsAt()));
        if (wanted > MOST_ENTRIES) {
            throw Problem.TOO_MANY_ENTRIES
                    .because("The log takes %d entries an hour from each sender.", MOST_ENTRIES)
                    .withLimit(MOST_ENTRIES)
                    .withEnd(used.endsAt(), Duration.between(now, used.endsAt()));
        }
    }
}
