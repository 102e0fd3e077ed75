package dev.nightjar.events;

import dev.nightjar.identity.AccountDeleted;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the events of deleted accounts, and has their clips deleted; reasons go with their events. */
@Component
class DeletedAccountEvents {

    private static final List<String> TABLES = List.of("events", "deleted_events");

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final AccountClips clips;
    private final DeadLetters deadLetters;
    private final Clock clock;

    DeletedAccountEvents(JdbcClient jdbc, Jobs jobs, AccountClips clips, DeadLetters deadLetters, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.clips = clips;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void accountDeleted(AccountDeleted deleted) {
        for (String table : TABLES) {
            jdbc.sql("delete from %s where account = ?".formatted(table))
                    .param(deleted.account().value())
                    .update();
        }
        deadLetters.forget(deleted.account().value());
        AccountClips.Gone gone = new AccountClips.Gone(deleted.account());
        Instant now = clock.instant();
        jobs.schedule(clips, "%s/%s".formatted(deleted.account(), now.toEpochMilli()), gone);
    }
}
