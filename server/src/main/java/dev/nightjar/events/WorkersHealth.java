package dev.nightjar.events;

import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether workers of other processes look at clips in time. A node that only takes clips is ready all the same. */
@Component("workers")
@WhenQueued(Role.API)
class WorkersHealth implements HealthIndicator {

    /** As long as a stormy night may keep a job of one machine waiting. */
    static final Duration LONG = Duration.ofMinutes(10);

    private final EventRows rows;
    private final Clock clock;

    WorkersHealth(EventRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant since = Instant.ofEpochMilli(clock.millis()).minus(LONG);
        return (rows.isProcessingSince(since) ? Health.down() : Health.up()).build();
    }
}
