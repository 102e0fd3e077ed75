package dev.nightjar.events;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about events. */
@Service
public class EventReview {

    private static final Logger log = LoggerFactory.getLogger(EventReview.class);

    private final EventRows rows;
    private final EventMoves moves;
    private final Devices devices;
    private final EventsSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventReview(
            EventRows rows,
            EventMoves moves,
            Devices devices,
            EventsSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.devices = devices;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Undoes a dismissal: the camera hears that the clip is wanted, and sends it if it still has it. Throws {@link
     * Problem#NOT_FOUND} or {@link Problem#NOT_DISMISSED}.
     */
    @Transactional
    public void restore(AccountId account, EventId id) {
        Event event = get(account, id);
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (!moves.restore(account, id, now)) {
            throw Problem.NOT_DISMISSED.because(
                    "Only a dismissed event can be restored; this one is %s.",
                    get(account, id).state().text());
        }
        devices.want(account, event.deviceId(), id, now.plus(settings.uploadWithin()));
        publisher.publishEvent(EventChanged.of(account, event, EventState.ANNOUNCED));
        log.atInfo().addKeyValue("event", id).addKeyValue("state", "announced").log("Event restored");
    }

    /** Notes what a person says of the event, or that nobody says anything any more. */
    @Transactional
    public void giveFeedback(AccountId account, EventId id, @Nullable Feedback feedback) {
        Event event = get(account, id);
        if (rows.feedback(account, id, feedback, Instant.ofEpochMilli(clock.millis()))) {
            publisher.publishEvent(EventChanged.of(account, event, event.state()));
            log.atInfo()
                    .addKeyValue("event", id)
                    .addKeyValue("feedback", feedback == null ? "none" : feedback.thumb())
                    .log("Feedback");
        }
    }

    private Event get(AccountId account, EventId id) {
        return rows.find(account, id).orElseThrow(Events::notFound).event();
    }
}
