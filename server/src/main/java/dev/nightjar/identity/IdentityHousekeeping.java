package dev.nightjar.identity;

import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes ended sign-ins and counts of tries. */
@Component
class IdentityHousekeeping implements Recurring {

    private static final int BATCH = 1_000;

    private final SignIns signIns;
    private final Tries tries;

    IdentityHousekeeping(SignIns signIns, Tries tries) {
        this.signIns = signIns;
        this.tries = tries;
    }

    @Override
    public String name() {
        return "identity-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        signIns.dropExpired();
        Batches.run(BATCH, tries::dropEnded);
    }
}
