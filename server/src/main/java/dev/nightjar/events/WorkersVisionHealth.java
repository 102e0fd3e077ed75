package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the vision model has lately spoken of clips that workers of other processes looked at, by what they answer. */
@Component("workersVision")
@WhenQueued(Role.API)
class WorkersVisionHealth implements HealthIndicator {

    /** One clip may be of a kind that a model says nothing of. */
    static final int MANY = 3;

    private final AtomicInteger inVain = new AtomicInteger();

    /** Notes an answer; without a vision model nothing is asked in vain. */
    void answered(ClipAnalysed.Done answer) {
        if (answer.findings().notHeard() == null) {
            inVain.set(0);
        } else {
            inVain.incrementAndGet();
        }
    }

    @Override
    public Health health() {
        int times = inVain.get();
        Health.Builder health = times < MANY ? Health.up() : Health.down();
        return health.withDetail("askedInVain", times).build();
    }
}
