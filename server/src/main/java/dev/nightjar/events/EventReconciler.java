package dev.nightjar.events;

import dev.nightjar.jobs.Recurring;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finishes what was left half done: clips that came without a word, and analyses that no job cares for. */
@Component
class EventReconciler implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(EventReconciler.class);

    /** Some of them at a time, by chance, so that none is always left out. */
    private static final int BATCH = 500;

    /** A phone that lives reports its upload within seconds. */
    private static final Duration UNREPORTED = Duration.ofMinutes(10);

    /** An event that was sent to analysis so often and never came back is given up. */
    private static final int MOST_ROUNDS = 5;

    private final EventRows rows;
    private final EventIntake intake;
    private final AnalysisQueue queue;
    private final AnalysisRoute route;
    private final EventAnalysis analysis;
    private final MeterRegistry meters;
    private final Clock clock;

    EventReconciler(
            EventRows rows,
            EventIntake intake,
            AnalysisQueue queue,
            AnalysisRoute route,
            EventAnalysis analysis,
            MeterRegistry meters,
            Clock clock) {
        this.rows = rows;
        this.intake = intake;
        this.queue = queue;
        this.route = route;
        this.analysis = analysis;
        this.meters = meters;
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
        List<StoredEvent> uploading = rows.uploadingSince(now.minus(UNREPORTED), BATCH);
        uploading.forEach(event -> alone(event, this::take));
        List<StoredEvent> processing = rows.processingSince(now.minus(route.patience()), BATCH);
        processing.forEach(event -> alone(event, this::restart));
        log.atInfo()
                .addKeyValue("uploading", uploading.size())
                .addKeyValue("processing", processing.size())
                .log("Unfinished events looked at");
    }

    /** One event whose files cannot be read must not keep the others waiting. */
    private void alone(StoredEvent event, Consumer<StoredEvent> work) {
        try {
            work.accept(event);
        } catch (RuntimeException e) {
            count("error");
            log.atError()
                    .setCause(e)
                    .addKeyValue("event", event.event().id())
                    .log("Event could not be finished and is tried again");
        }
    }

    private void take(StoredEvent event) {
        if (intake.takeIfArrived(event)) {
            count("taken");
        }
    }

    private void restart(StoredEvent event) {
        // a long queue is no reason to lose one's place in it
        if (queue.pending(event)) {
            return;
        }
        if (event.round() < MOST_ROUNDS) {
            count("restarted");
            queue.add(event.account(), event.event().id(), EventState.PROCESSING);
            return;
        }
        count("givenUp");
        AnalysisDue due = new AnalysisDue(event.account(), event.event().id(), event.round());
        analysis.giveUp(due, "analysisLost", "The clip was never looked at to the end. It can be analysed again.");
    }

    private void count(String result) {
        meters.counter("nightjar.upkeep.events", "result", result).increment();
    }
}
