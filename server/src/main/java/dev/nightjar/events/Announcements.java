package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.plans.Plans;
import dev.nightjar.problem.Problem;
import dev.nightjar.sessions.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes announced events, each once, after asking whether the plan takes them. */
@Service
class Announcements {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final EventRows rows;
    private final EventMoves moves;
    private final Sessions sessions;
    private final Plans plans;
    private final EventsSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Announcements(
            EventRows rows,
            EventMoves moves,
            Sessions sessions,
            Plans plans,
            EventsSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.sessions = sessions;
        this.plans = plans;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The event as it is after the announcement, new or known. */
    @Transactional
    public StoredEvent take(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        AccountId account = caller.account();
        if (rows.find(account, id).isEmpty()) {
            create(caller, id, announcement);
        }
        StoredEvent event = rows.find(account, id)
                .filter(found -> found.event().deviceId().equals(caller.device()))
                .orElseThrow(() -> Events.notFound());
        if (event.event().state() == EventState.EXPIRED && moves.reopen(account, id, now())) {
            publisher.publishEvent(new EventChanged(account, id));
            log.atInfo()
                    .addKeyValue("event", id)
                    .addKeyValue("state", "uploading")
                    .log("Event reopened");
            return rows.find(account, id).orElseThrow(() -> Events.notFound());
        }
        return event;
    }

    private void create(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        AccountId account = caller.account();
        checkNotDeleted(account, id);
        sessions.own(account, caller.device(), announcement.sessionId());
        ClipDescription clip = announcement.clip();
        if (clip != null) {
            checkLimits(account, id, clip);
        }
        Event event = event(caller, id, announcement);
        if (!rows.insert(account, event)) {
            return;
        }
        // a deletion may have committed while the insert waited for it
        checkNotDeleted(account, id);
        publisher.publishEvent(new EventChanged(account, id));
        log.atInfo()
                .addKeyValue("event", id)
                .addKeyValue("device", caller.device())
                .addKeyValue("state", event.state().text())
                .log("Event announced");
    }

    private void checkNotDeleted(AccountId account, EventId id) {
        if (rows.wasDeleted(account, id)) {
            throw Problem.EVENT_DELETED.because("This event was deleted by its owner.");
        }
    }

    private void checkLimits(AccountId account, EventId id, ClipDescription clip) {
        long largest = settings.largestClip().toBytes();
        if (clip.bytes() > largest) {
            throw Problem.CLIP_TOO_LARGE
                    .because("The clip has %d bytes; %d are taken at most.", clip.bytes(), largest)
                    .withLimit(largest);
        }
        plans.checkClip(account, clip.durationSeconds());
        plans.takeUpload(account, id);
    }

    /** Without a clip there is nothing to wait for: the event is done as it comes. */
    private Event event(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        Instant now = now();
        boolean clip = announcement.clip() != null;
        return new Event(
                id,
                caller.device(),
                announcement.sessionId(),
                clip ? EventState.UPLOADING : EventState.DONE,
                1,
                announcement.at().truncatedTo(ChronoUnit.MILLIS),
                announcement.trigger(),
                announcement.clip(),
                new Analysis(Analysis.Status.NONE, null, null, null),
                null,
                false,
                trace(announcement.trace(), now, clip ? null : now),
                false);
    }

    private static EventTrace trace(@Nullable AnnouncementTrace trace, Instant now, @Nullable Instant doneAt) {
        Instant triggeredAt = trace == null ? null : trace.triggeredAt();
        Instant clipReadyAt = trace == null ? null : trace.clipReadyAt();
        return new EventTrace(triggeredAt, now, clipReadyAt, null, null, doneAt);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
