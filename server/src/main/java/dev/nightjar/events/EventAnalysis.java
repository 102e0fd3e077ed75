package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an analysis does to its event: it begins, and its result is stored once. */
@Service
class EventAnalysis {

    private static final Logger log = LoggerFactory.getLogger(EventAnalysis.class);

    private final EventMoves moves;
    private final LabelRows labels;
    private final AnalysisCredits credits;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventAnalysis(
            EventMoves moves,
            LabelRows labels,
            AnalysisCredits credits,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.moves = moves;
        this.labels = labels;
        this.credits = credits;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Begins an attempt, whose name the result must carry; empty when the analysis is no longer wanted. */
    @Transactional
    Optional<StoredEvent> begin(AnalysisDue due) {
        Optional<StoredEvent> event = moves.attempt(due.account(), due.event(), due.round(), now());
        event.ifPresent(begun -> {
            publisher.publishEvent(EventChanged.of(due.account(), begun.event(), EventState.PROCESSING));
            publisher.publishEvent(new EventMoved(begun));
            log.atInfo()
                    .addKeyValue("event", due.event())
                    .addKeyValue("attempt", begun.attempt())
                    .log("Analysis began");
        });
        return event;
    }

    /** Stores the result, unless another attempt is awaited or the event has moved on; whether it did. */
    @Transactional
    boolean finish(ClipAnalysed result) {
        Optional<EventChanged> moved = switch (result) {
            case ClipAnalysed.Done done -> done(done);
            case ClipAnalysed.Failed failed -> moves.failed(failed, now());
            case ClipAnalysed.Regrant _, ClipAnalysed.Unfinished _ -> Optional.empty();
        };
        moved.ifPresent(changed -> {
            credits.close(result);
            publisher.publishEvent(changed);
            publisher.publishEvent(new EventEnded(result.account(), result.event()));
            log.atInfo()
                    .addKeyValue("event", result.event())
                    .addKeyValue("attempt", result.attempt())
                    .addKeyValue("state", result instanceof ClipAnalysed.Done ? "done" : "failed")
                    .log("Analysis ended");
        });
        return moved.isPresent();
    }

    /** Notes that no try of the round came to a result. */
    @Transactional
    void giveUp(AnalysisDue due, String code, String text) {
        moves.giveUp(due.account(), due.event(), due.round(), code, text, now()).ifPresent(changed -> {
            credits.giveUp(due);
            publisher.publishEvent(changed);
            publisher.publishEvent(new EventEnded(due.account(), due.event()));
            log.atWarn()
                    .addKeyValue("event", due.event())
                    .addKeyValue("code", code)
                    .log("Analysis given up");
        });
    }

    private Optional<EventChanged> done(ClipAnalysed.Done done) {
        Optional<EventChanged> moved = moves.done(done, now());
        if (moved.isPresent()) {
            List<String> seen =
                    done.findings().labels().stream().map(Findings.Label::name).toList();
            labels.put(done.account(), done.event(), seen);
        }
        return moved;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
