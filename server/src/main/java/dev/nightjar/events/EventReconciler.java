package dev.nightjar.events;

import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finishes what was left half done: clips that came without a word, and analyses that no job cares for. */
@Component
class EventReconciler implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(EventReconciler.class);
    private static final int BATCH = 100;

    /** A phone that lives reports its upload within seconds. */
    private static final Duration UNREPORTED = Duration.ofMinutes(10);

    /** All tries of an analysis with their waits take less. */
    private static final Duration STUCK = Duration.ofMinutes(30);

    /** An event that was sent to analysis so often and never came back is given up. */
    private static final int MOST_ROUNDS = 5;

    private final EventRows rows;
    private final EventIntake intake;
    private final AnalysisQueue queue;
    private final EventAnalysis analysis;
    private final Clock clock;

    EventReconciler(EventRows rows, EventIntake intake, AnalysisQueue queue, EventAnalysis analysis, Clock clock) {
        this.rows = rows;
        this.intake = intake;
        this.queue = queue;
        this.analysis = analysis;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-reconciler";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        rows.uploadingSince(now.minus(UNREPORTED), BATCH).forEach(event -> alone(event, intake::takeIfArrived));
        rows.processingSince(now.minus(STUCK), BATCH).forEach(event -> alone(event, this::restart));
    }

    /** One event whose files cannot be read must not keep the others waiting. */
    private static void alone(StoredEvent event, Consumer<StoredEvent> work) {
        try {
            work.accept(event);
        } catch (RuntimeException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("event", event.event().id())
                    .log("Event could not be finished and is tried again");
        }
    }

    private void restart(StoredEvent event) {
        // a long queue is no reason to lose one's place in it
        if (queue.pending(event)) {
            return;
        }
        if (event.round() < MOST_ROUNDS) {
            queue.add(event.account(), event.event().id(), EventState.PROCESSING);
            return;
        }
        AnalysisDue due = new AnalysisDue(event.account(), event.event().id(), event.round());
        analysis.giveUp(due, "analysisLost", "The clip was never looked at to the end. It can be analysed again.");
    }
}
