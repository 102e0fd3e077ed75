package dev.nightjar.events;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.jobs.Jobs;
import dev.nightjar.plans.Reservation;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final AnalysisCredits credits;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    AnalysisQueue(
            EventMoves moves,
            Jobs jobs,
            AnalysisJob job,
            Devices devices,
            AnalysisCredits credits,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.moves = moves;
        this.jobs = jobs;
        this.job = job;
        this.devices = devices;
        this.credits = credits;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Starts a round of analysis, if the event is in that state; of many callers one does, and gets the event as it is
     * then. Without credits the event is done without an analysis, and can be analysed later.
     */
    @Transactional
    public Optional<StoredEvent> add(AccountId account, EventId event, EventState from) {
        return add(account, event, from, processing -> {});
    }

    /**
     * As {@link #add(AccountId, EventId, EventState)}.
     *
     * @param check of the event that moves, as it is then; what it throws leaves the event as it was
     */
    @Transactional
    public Optional<StoredEvent> add(AccountId account, EventId event, EventState from, Consumer<StoredEvent> check) {
        return moves.process(account, event, from, now()).map(processing -> {
            check.accept(processing);
            if (processing.event().wasDismissed()) {
                devices.wantNoLonger(account, event);
            }
            StoredEvent moved = switch (credits.reserve(processing)) {
                case Reservation.Reserved _ -> schedule(processing);
                case Reservation.OutOfCredits out -> skip(processing, out);
            };
            publisher.publishEvent(
                    EventChanged.of(account, moved.event(), moved.event().state()));
            return moved;
        });
    }

    /**
     * Starts a round of analysis because a person asks for one, as {@link #add} does. Throws {@link
     * Problem#OUT_OF_CREDITS}, and leaves the event as it is, when none are left.
     */
    @Transactional
    public void addOnRequest(AccountId account, EventId event, EventState from) {
        moves.process(account, event, from, now()).ifPresent(processing -> {
            if (credits.reserve(processing) instanceof Reservation.OutOfCredits out) {
                throw out.problem(now());
            }
            schedule(processing);
            publisher.publishEvent(EventChanged.of(account, processing.event(), EventState.PROCESSING));
        });
    }

    private StoredEvent schedule(StoredEvent processing) {
        AnalysisDue due =
                new AnalysisDue(processing.account(), processing.event().id(), processing.round());
        jobs.schedule(job, id(due.account(), due.event(), due.round()), due);
        publisher.publishEvent(new EventMoved(processing));
        log.atInfo()
                .addKeyValue("event", due.event())
                .addKeyValue("round", due.round())
                .log("Event processing");
        return processing;
    }

    private StoredEvent skip(StoredEvent processing, Reservation.OutOfCredits out) {
        StoredEvent skipped = moves.skip(processing, "outOfCredits", out.endsAt(), now());
        publisher.publishEvent(new EventMoved(processing));
        publisher.publishEvent(
                new EventEnded(processing.account(), processing.event().id()));
        log.atInfo()
                .addKeyValue("event", processing.event().id())
                .addKeyValue("account", processing.account())
                .addKeyValue("reason", "outOfCredits")
                .log("Event not analysed");
        return skipped;
    }

    /** Whether the event's round of analysis waits for its turn or runs. */
    boolean pending(StoredEvent event) {
        return jobs.pending(job, id(event.account(), event.event().id(), event.round()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static String id(AccountId account, EventId event, int round) {
        return "%s/%s/%s".formatted(account, event, round);
    }
}
