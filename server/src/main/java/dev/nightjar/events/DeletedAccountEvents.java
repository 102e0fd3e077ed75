package dev.nightjar.events;

import dev.nightjar.identity.AccountDeleted;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has the clips of deleted accounts deleted, and forgets their dead work. */
@Component
class DeletedAccountEvents {

    private final Jobs jobs;
    private final AccountClips clips;
    private final DeadLetters deadLetters;
    private final Clock clock;

    DeletedAccountEvents(Jobs jobs, AccountClips clips, DeadLetters deadLetters, Clock clock) {
        this.jobs = jobs;
        this.clips = clips;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void accountDeleted(AccountDeleted deleted) {
        deadLetters.forget(deleted.account().value());
        AccountClips.Gone gone = new AccountClips.Gone(deleted.account());
        Instant now = clock.instant();
        jobs.schedule(clips, "%s/%s".formatted(deleted.account(), now.toEpochMilli()), gone);
    }
}
