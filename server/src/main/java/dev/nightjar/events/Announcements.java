package dev.nightjar.events;

import dev.nightjar.devices.Devices;
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
    private final ReasonRows reasons;
    private final Sessions sessions;
    private final Devices devices;
    private final Plans plans;
    private final EventsSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Announcements(
            EventRows rows,
            EventMoves moves,
            ReasonRows reasons,
            Sessions sessions,
            Devices devices,
            Plans plans,
            EventsSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.reasons = reasons;
        this.sessions = sessions;
        this.devices = devices;
        this.plans = plans;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The event as it is after the announcement: new, moved on by what is now known of its clip, or as it was. */
    @Transactional
    public StoredEvent take(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        AccountId account = caller.account();
        if (rows.find(account, id).isEmpty()) {
            create(caller, id, announcement, announcement.clip() == null ? EventState.DONE : EventState.UPLOADING);
        }
        if (moveOn(own(caller, id), announcement)) {
            keepReason(account, id, announcement);
            publisher.publishEvent(new EventChanged(account, id));
        }
        // another may have moved it meanwhile
        return own(caller, id);
    }

    /** The event whose preview comes, new or known; counted once, while its frames are not stored. */
    @Transactional
    public StoredEvent preview(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        if (rows.find(caller.account(), id).isEmpty()) {
            boolean doubt = announcement.trigger().doubt();
            create(caller, id, announcement, doubt ? EventState.DISMISSED : EventState.ANNOUNCED);
        }
        StoredEvent event = own(caller, id);
        if (event.event().previews() == 0) {
            plans.takePreview(caller.account(), id);
        }
        return event;
    }

    /** Notes that the frames of a preview are stored; whether this call was the one that did. */
    @Transactional
    public boolean previewed(AccountId account, EventId id, int frames) {
        boolean first = rows.previewed(account, id, frames);
        if (first) {
            publisher.publishEvent(new EventChanged(account, id));
        }
        return first;
    }

    private StoredEvent own(Caller.Device caller, EventId id) {
        return rows.find(caller.account(), id)
                .filter(found -> found.event().deviceId().equals(caller.device()))
                .orElseThrow(() -> Events.notFound());
    }

    /** Whether the announcement tells something new of an event that is known. */
    private boolean moveOn(StoredEvent stored, EventAnnouncement announcement) {
        Event event = stored.event();
        ClipDescription clip = announcement.clip();
        boolean moved = switch (event.state()) {
            case ANNOUNCED, UPLOADING -> clip == null ? noClip(stored) : awaitClip(stored, announcement, clip);
            case DISMISSED, EXPIRED -> clip != null && awaitClip(stored, announcement, clip);
            case PROCESSING, DONE, FAILED -> false;
        };
        if (moved) {
            log.atInfo()
                    .addKeyValue("event", event.id())
                    .addKeyValue("state", clip == null ? "done" : "uploading")
                    .log("Event announced with what came of its clip");
        }
        return moved;
    }

    private boolean awaitClip(StoredEvent stored, EventAnnouncement announcement, ClipDescription clip) {
        Event event = stored.event();
        if (event.state() == EventState.UPLOADING) {
            return false;
        }
        if (event.clip() == null) {
            checkLimits(stored.account(), event.id(), clip);
        }
        return moves.awaitClip(stored.account(), event.id(), announcement, clip, now());
    }

    private boolean noClip(StoredEvent stored) {
        boolean moved = moves.withoutClip(stored.account(), stored.event().id(), now());
        if (moved) {
            devices.wantNoLonger(stored.account(), stored.event().id());
        }
        return moved;
    }

    private void create(Caller.Device caller, EventId id, EventAnnouncement announcement, EventState state) {
        AccountId account = caller.account();
        checkNotDeleted(account, id);
        sessions.own(account, caller.device(), announcement.sessionId());
        ClipDescription clip = announcement.clip();
        if (clip != null) {
            checkLimits(account, id, clip);
        } else if (state == EventState.DONE) {
            plans.takeAnnouncement(account, id);
        }
        if (!rows.insert(account, event(caller, id, announcement, state))) {
            return;
        }
        // a deletion may have committed while the insert waited for it
        checkNotDeleted(account, id);
        keepReason(account, id, announcement);
        publisher.publishEvent(new EventChanged(account, id));
        log.atInfo()
                .addKeyValue("event", id)
                .addKeyValue("device", caller.device())
                .addKeyValue("state", state.text())
                .log("Event announced");
    }

    private void keepReason(AccountId account, EventId id, EventAnnouncement announcement) {
        Why why = announcement.why();
        if (why != null) {
            reasons.put(account, id, why);
        }
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

    /** An event that waits for nothing is done as it comes. */
    private Event event(Caller.Device caller, EventId id, EventAnnouncement announcement, EventState state) {
        Instant now = now();
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
                new Analysis(Analysis.Status.NONE, null, null, null),
                null,
                0,
                false,
                trace(announcement.trace(), now, waits ? null : now),
                false,
                null);
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
