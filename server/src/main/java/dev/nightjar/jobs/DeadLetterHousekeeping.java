package dev.nightjar.jobs;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Bounds what is kept of work that was given up. */
@Component
class DeadLetterHousekeeping implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterHousekeeping.class);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST = 10_000;

    private final DeadLetterRows rows;
    private final Clock clock;

    DeadLetterHousekeeping(DeadLetterRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "dead-letters";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        int deleted = rows.prune(clock.instant().minus(KEPT), MOST);
        log.atInfo().addKeyValue("deleted", deleted).log("Old dead letters deleted");
    }
}
