package dev.nightjar.events;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people of a clip that was there once and is lost, and gives back what its analysis held. */
@Service
class ClipLoss {

    private static final Logger log = LoggerFactory.getLogger(ClipLoss.class);

    private final UpkeepRows rows;
    private final AnalysisCredits credits;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ClipLoss(UpkeepRows rows, AnalysisCredits credits, ApplicationEventPublisher publisher, Clock clock) {
        this.rows = rows;
        this.credits = credits;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Notes the loss, once; what was found out about the clip stays. */
    @Transactional
    public void note(StoredEvent stored) {
        Event event = stored.event();
        Instant now = Instant.ofEpochMilli(clock.millis());
        String text = "The clip is no longer there, so it cannot be looked at.";
        if (!rows.clipLost(stored.account(), event.id(), "clipMissing", text, now)) {
            return;
        }
        if (event.state() == EventState.PROCESSING) {
            credits.giveUp(new AnalysisDue(stored.account(), event.id(), stored.round()));
            publisher.publishEvent(new EventEnded(stored.account(), event.id()));
        }
        EventState state = event.state() == EventState.DONE ? EventState.DONE : EventState.FAILED;
        publisher.publishEvent(EventChanged.of(stored.account(), event, state));
        log.atError()
                .addKeyValue("event", event.id())
                .addKeyValue("code", "clipMissing")
                .log("Clip lost");
    }
}
