package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import dev.nightjar.sessions.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes events that are new, each once, in the transaction of who asks for them. */
@Component
class EventCreation {

    private static final Logger log = LoggerFactory.getLogger(EventCreation.class);

    private final EventRows rows;
    private final ReasonRows reasons;
    private final Sessions sessions;
    private final IntakeLimits limits;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventCreation(
            EventRows rows,
            ReasonRows reasons,
            Sessions sessions,
            IntakeLimits limits,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.reasons = reasons;
        this.sessions = sessions;
        this.limits = limits;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * The camera's own event: the one that is there, or a new one that begins so. Nobody else moves it until the
     * transaction ends: what is answered of it must not be overtaken, such as by its expiry.
     */
    StoredEvent findOrCreate(
            Caller.Device caller, EventId id, EventAnnouncement announcement, EventBeginning beginning) {
        AccountId account = caller.account();
        Event event = event(caller, id, announcement, beginning);
        // most are new: written at once, and what speaks against it is asked then, since it undoes all
        if (rows.insert(account, event)) {
            return created(caller, event, announcement);
        }
        return rows.findToMove(account, id)
                .filter(found -> found.event().deviceId().equals(caller.device()))
                .orElseThrow(() -> Events.notFound());
    }

    /** The camera's own event, or {@link Problem#NOT_FOUND}. */
    StoredEvent own(Caller.Device caller, EventId id) {
        return rows.find(caller.account(), id)
                .filter(found -> found.event().deviceId().equals(caller.device()))
                .orElseThrow(() -> Events.notFound());
    }

    /** Stores what the announcement says of the event's reason, if anything. */
    void keepReason(AccountId account, EventId id, EventAnnouncement announcement) {
        Why why = announcement.why();
        if (why != null) {
            reasons.put(account, id, why);
        }
    }

    /** Throws the {@link Problem} for which the camera may not make this event, if there is one. */
    void check(Caller.Device caller, EventId id, SessionId session) {
        if (rows.wasDeleted(caller.account(), id)) {
            throw Problem.EVENT_DELETED.because("This event was deleted.");
        }
        sessions.checkOwn(caller.account(), caller.device(), session);
    }

    private StoredEvent created(Caller.Device caller, Event event, EventAnnouncement announcement) {
        AccountId account = caller.account();
        check(caller, event);
        keepReason(account, event.id(), announcement);
        StoredEvent stored = new StoredEvent(account, event, 0, null, DerivedFiles.NONE);
        publisher.publishEvent(EventChanged.of(account, event, event.state()));
        publisher.publishEvent(new EventMoved(stored));
        log.atInfo()
                .addKeyValue("event", event.id())
                .addKeyValue("device", caller.device())
                .addKeyValue("state", event.state().text())
                .log("Event announced");
        return stored;
    }

    /** A deletion may have committed while the insert waited for it, so this is asked after it. */
    private void check(Caller.Device caller, Event event) {
        AccountId account = caller.account();
        check(caller, event.id(), event.sessionId());
        ClipDescription clip = event.clip();
        if (clip != null) {
            limits.takeClip(account, event.id(), clip);
        } else if (event.state() == EventState.DONE) {
            limits.takeWithoutClip(account, event.id());
        }
    }

    /** An event that waits for nothing is done as it comes. */
    private Event event(Caller.Device caller, EventId id, EventAnnouncement announcement, EventBeginning beginning) {
        EventState state = beginning.state();
        Instant now = Instant.ofEpochMilli(clock.millis());
        boolean waits = state == EventState.UPLOADING || state == EventState.ANNOUNCED;
        return new Event(
                id,
                caller.device(),
                announcement.sessionId(),
                state,
                1,
                announcement.at().truncatedTo(ChronoUnit.MILLIS),
                announcement.trigger(),
                announcement.clip(),
                Analysis.NONE,
                null,
                beginning.verdict(),
                0,
                false,
                0,
                trace(announcement.trace(), beginning, now, waits ? null : now),
                false,
                null);
    }

    private static EventTrace trace(
            @Nullable AnnouncementTrace trace, EventBeginning beginning, Instant now, @Nullable Instant doneAt) {
        Instant triggeredAt = trace == null ? null : trace.triggeredAt();
        Instant clipReadyAt = trace == null ? null : trace.clipReadyAt();
        Instant judgedAt = beginning.verdict() == null ? null : now;
        return new EventTrace(
                triggeredAt, beginning.previewedAt(), judgedAt, now, clipReadyAt, null, null, doneAt, null, null);
    }
}
