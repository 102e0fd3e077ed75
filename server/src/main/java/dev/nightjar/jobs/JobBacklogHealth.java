package dev.nightjar.jobs;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether jobs are begun about when they are due. A node is ready all the same: no other would be quicker. */
@Component("backlog")
class JobBacklogHealth implements HealthIndicator {

    /** Clips of a stormy night may wait a few minutes on one machine. */
    static final Duration LONG = Duration.ofMinutes(10);

    private final JobMetrics metrics;

    JobBacklogHealth(JobMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        Duration oldest = metrics.longestWait();
        Health.Builder health = oldest.compareTo(LONG) < 0 ? Health.up() : Health.down();
        return health.withDetail("oldestSeconds", oldest.toSeconds()).build();
    }
}
