package dev.nightjar.jobs;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this node takes jobs from the table. */
@Component("jobs")
class JobHealth implements HealthIndicator {

    private final JobRunner runner;

    JobHealth(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Health health() {
        return runner.isRunning() ? Health.up().build() : Health.outOfService().build();
    }
}
