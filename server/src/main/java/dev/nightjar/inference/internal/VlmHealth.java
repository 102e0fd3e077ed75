package dev.nightjar.inference.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the vision model has lately told of clips. Without it the detector's words stand, so a node is ready all the same. */
final class VlmHealth implements HealthIndicator {

    /** One clip may be of a kind that a model says nothing of. */
    static final int MANY = 3;

    private final AtomicInteger inVain = new AtomicInteger();

    /** @param outcome {@code told}, or the code of a failure */
    void asked(String outcome) {
        if (outcome.equals("told")) {
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
