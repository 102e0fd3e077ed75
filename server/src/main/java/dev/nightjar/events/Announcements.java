package dev.nightjar.events;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.EventId;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes announcements: of events that are new, and of what came of the clips of those that are known. */
@Service
class Announcements {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final EventCreation creation;
    private final EventMoves moves;
    private final IntakeLimits limits;
    private final Devices devices;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Announcements(
            EventCreation creation,
            EventMoves moves,
            IntakeLimits limits,
            Devices devices,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.creation = creation;
        this.moves = moves;
        this.limits = limits;
        this.devices = devices;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The event as it is after the announcement: new, moved on by what is now known of its clip, or as it was. */
    @Transactional
    public StoredEvent take(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        EventState state = announcement.clip() == null ? EventState.DONE : EventState.UPLOADING;
        StoredEvent event = creation.findOrCreate(caller, id, announcement, EventBeginning.announced(state));
        if (!moveOn(event, announcement)) {
            return event;
        }
        creation.keepReason(caller.account(), id, announcement);
        StoredEvent moved = creation.own(caller, id);
        publisher.publishEvent(
                EventChanged.of(caller.account(), moved.event(), moved.event().state()));
        return moved;
    }

    /** Whether the announcement tells something new of an event that is known. */
    private boolean moveOn(StoredEvent stored, EventAnnouncement announcement) {
        Event event = stored.event();
        ClipDescription clip = announcement.clip();
        boolean moved = switch (event.state()) {
            case ANNOUNCED, UPLOADING -> clip == null ? noClip(stored) : awaitClip(stored, announcement, clip);
            case DISMISSED, EXPIRED -> clip != null && awaitClip(stored, announcement, clip);
            case DONE -> clip != null && event.clip() == null && awaitClip(stored, announcement, clip);
            case PROCESSING, FAILED -> false;
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
            limits.takeClip(stored.account(), event.id(), clip);
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

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
