package dev.nightjar.alerts;

import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Deletes what nobody asks for any more. */
@Component
class AlertHousekeeping implements Recurring {

    /** What happened while it was quiet may come late. */
    private static final Duration SNOOZES_KEPT = Duration.ofDays(1);

    private static final Duration ALERTS_KEPT = Duration.ofDays(30);
    private static final int BATCH = 1000;

    private final AlertRows alerts;
    private final SnoozeRows snoozes;
    private final Clock clock;

    AlertHousekeeping(AlertRows alerts, SnoozeRows snoozes, Clock clock) {
        this.alerts = alerts;
        this.snoozes = snoozes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alert-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Batches.run(BATCH, size -> alerts.deleteBefore(now.minus(ALERTS_KEPT), size));
        snoozes.deleteOver(now.minus(SNOOZES_KEPT));
    }
}
