package dev.nightjar.accounts;

import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes invitations and links that can no longer be used, and people who have long had no account. */
@Component
class AccountHousekeeping implements Recurring {

    private static final Duration ALONE = Duration.ofDays(30);

    private final Invitations invitations;
    private final PasswordResets resets;
    private final PersonRows persons;
    private final Clock clock;

    AccountHousekeeping(Invitations invitations, PasswordResets resets, PersonRows persons, Clock clock) {
        this.invitations = invitations;
        this.resets = resets;
        this.persons = persons;
        this.clock = clock;
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
        resets.dropEnded();
        persons.dropAlone(clock.instant().minus(ALONE));
    }
}
