package dev.nightjar.events;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends events to analysis: the move of the state and the job commit together. */
@Service
class AnalysisQueue {

    private static final Logger log = LoggerFactory.getLogger(AnalysisQueue.class);

    private final EventMoves moves;
    private final Jobs jobs;
    private final AnalysisJob job;
    private final Devices devices;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AnalysisQueue(
            EventMoves moves,
            Jobs jobs,
            AnalysisJob job,
            Devices devices,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.moves = moves;
        this.jobs = jobs;
        this.job = job;
        this.devices = devices;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Starts a round of analysis, if the event is in that state; of many callers one does. */
    @Transactional
    public boolean add(AccountId account, EventId event, EventState from) {
        Optional<StoredEvent> moved = moves.process(account, event, from, Instant.ofEpochMilli(clock.millis()));
        moved.ifPresent(processing -> {
            AnalysisDue due = new AnalysisDue(account, event, processing.round());
            devices.wantNoLonger(account, event);
            jobs.schedule(job, id(account, event, due.round()), due);
            publisher.publishEvent(new EventChanged(account, event));
            log.atInfo()
                    .addKeyValue("event", event)
                    .addKeyValue("round", due.round())
                    .log("Event processing");
        });
        return moved.isPresent();
    }

    /** Whether the event's round of analysis waits for its turn or runs. */
    boolean pending(StoredEvent event) {
        return jobs.pending(job, id(event.account(), event.event().id(), event.round()));
    }

    private static String id(AccountId account, EventId event, int round) {
        return "%s/%s/%s".formatted(account, event, round);
    }
}
