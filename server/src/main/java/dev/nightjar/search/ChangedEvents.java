package dev.nightjar.search;

import dev.nightjar.events.EventChanged;
import dev.nightjar.events.EventState;
import dev.nightjar.events.Events;
import dev.nightjar.jobs.Jobs;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has each event's entry written anew when it changed, by a job of the same transaction. Deleted ones take theirs along. */
@Component
class ChangedEvents {

    private final Events events;
    private final Jobs jobs;
    private final IndexJob job;

    ChangedEvents(Events events, Jobs jobs, IndexJob job) {
        this.events = events;
        this.jobs = jobs;
        this.job = job;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void eventChanged(EventChanged changed) {
        EventState state = changed.state();
        if (state == null || !Indexing.isSearched(state)) {
            return;
        }
        events.find(changed.account(), changed.event())
                .ifPresent(event -> jobs.schedule(
                        job,
                        // each change has a job of its own: while one runs, another of its id would be lost
                        "%s/%s/%d".formatted(changed.account(), changed.event(), event.change()),
                        new EventToIndex(changed.account(), changed.event())));
    }
}
