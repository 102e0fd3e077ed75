package dev.nightjar.search;

import dev.nightjar.events.Events;
import dev.nightjar.jobs.Job;
import org.springframework.stereotype.Component;

/** Writes what is searched of an event, as it is when the job runs. */
@Component
class IndexJob implements Job<EventToIndex> {

    private final Events events;
    private final Indexing indexing;

    IndexJob(Events events, Indexing indexing) {
        this.events = events;
        this.indexing = indexing;
    }

    @Override
    public String name() {
        return "search-index";
    }

    @Override
    public Class<EventToIndex> payload() {
        return EventToIndex.class;
    }

    @Override
    public void run(EventToIndex due) {
        events.find(due.account(), due.event())
                .filter(event -> Indexing.isSearched(event.state()))
                .ifPresent(event -> indexing.write(due.account(), event));
    }
}
