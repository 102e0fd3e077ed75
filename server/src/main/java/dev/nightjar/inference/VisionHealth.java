package dev.nightjar.inference;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the vision model has lately told of clips. Without it the detector's words stand, so a node is ready all the same. */
public class VisionHealth implements HealthIndicator {

    /** One clip may be of a kind that a model says nothing of. */
    public static final int MANY = 3;

    private final AtomicInteger inVain = new AtomicInteger();

    /** Notes that the model was asked, and whether it told. */
    public final void asked(boolean told) {
        if (told) {
            inVain.set(0);
        } else {
            inVain.incrementAndGet();
        }
    }

    @Override
    public final Health health() {
        int times = inVain.get();
        Health.Builder health = times < MANY ? Health.up() : Health.down();
        return health.withDetail("askedInVain", times).build();
    }
}
