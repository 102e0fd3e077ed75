package dev.nightjar.alerts;

import dev.nightjar.events.Event;
import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.events.Events;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has it decided anew who is told what of an event when something is known of it, by a job of the same transaction. */
@Component
class EventsToTell {

    /** Frames are stored within moments of the verdict on them; the first alert shows one if it waits that long. */
    private static final Duration FRAMES = Duration.ofSeconds(1);

    private final Events events;
    private final Jobs jobs;
    private final EventAlertsJob job;
    private final Clock clock;

    EventsToTell(Events events, Jobs jobs, EventAlertsJob job, Clock clock) {
        this.events = events;
        this.jobs = jobs;
        this.job = job;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void eventChanged(EventChanged changed) {
        EventState state = changed.state();
        if (state == null || !Happening.isTold(state)) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        events.find(changed.account(), changed.event())
                .filter(event -> Happening.isNews(event, now))
                .ifPresent(event -> schedule(changed.account(), event));
    }

    /** Each change has a job of its own: while one runs, another of its id would be lost. */
    private void schedule(AccountId account, Event event) {
        String id = "%s/%s/%d".formatted(account, event.id(), event.change());
        EventToTell due = new EventToTell(account, event.id());
        if (Happening.awaitsFrames(event)) {
            jobs.scheduleIn(job, id, due, FRAMES);
        } else {
            jobs.schedule(job, id, due);
        }
    }
}
