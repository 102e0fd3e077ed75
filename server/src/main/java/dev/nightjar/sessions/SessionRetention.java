package dev.nightjar.sessions;

import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import dev.nightjar.plans.RetentionClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes sessions, with their gaps, that no event can still belong to. */
@Component
class SessionRetention implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(SessionRetention.class);
    private static final int BATCH = 250;

    /** A phone that was away for so long may still bring events of the session; it keeps none for longer. */
    private static final Duration LATE_EVENTS = Duration.ofDays(90);

    private final SessionRows rows;
    private final RetentionClock clock;
    private final MeterRegistry meters;

    SessionRetention(SessionRows rows, RetentionClock clock, MeterRegistry meters) {
        this.rows = rows;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "session-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        clock.now().ifPresent(this::deleteAt);
    }

    void deleteAt(Instant now) {
        Instant before = now.minus(clock.longest()).minus(LATE_EVENTS);
        long deleted = Batches.run(BATCH, size -> rows.deleteOver(before, size));
        meters.counter("nightjar.retention.sessions").increment(deleted);
        log.atInfo().addKeyValue("sessions", deleted).log("Retention ran");
    }
}
