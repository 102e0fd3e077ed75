package dev.nightjar.accounts;

import dev.nightjar.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes invitations that can no longer be used. */
@Component
class AccountHousekeeping implements Recurring {

    private final Invitations invitations;

    AccountHousekeeping(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public String name() {
        return "accounts-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        invitations.dropEnded();
    }
}
