package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What previews do to the rows of their events, before and after their frames are written. */
@Service
class PreviewedEvents {

    private final EventCreation creation;
    private final EventRows rows;
    private final LabelRows labels;
    private final IntakeLimits limits;
    private final ApplicationEventPublisher publisher;

    PreviewedEvents(
            EventCreation creation,
            EventRows rows,
            LabelRows labels,
            IntakeLimits limits,
            ApplicationEventPublisher publisher) {
        this.creation = creation;
        this.rows = rows;
        this.labels = labels;
        this.limits = limits;
        this.publisher = publisher;
    }

    /**
     * The camera's own event whose preview comes, if it is known. Counts the preview, once, while its frames are not stored;
     * throws what is against it before anybody looks at them.
     */
    @Transactional
    public Optional<StoredEvent> admit(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        Optional<StoredEvent> known = rows.find(caller.account(), id);
        if (known.isEmpty()) {
            creation.check(caller, id, announcement.sessionId());
        } else {
            creation.own(caller, id);
        }
        if (known.isEmpty() || known.get().event().previews() == 0) {
            limits.takePreview(caller.account(), id);
        }
        return known;
    }

    /** Writes the event as it was judged, unless it has come meanwhile: then as it is. */
    @Transactional
    public StoredEvent create(
            Caller.Device caller, EventId id, EventAnnouncement announcement, EventBeginning beginning) {
        StoredEvent event = creation.findOrCreate(caller, id, announcement, beginning);
        List<String> seen = event.event().labelNames();
        if (!seen.isEmpty()) {
            labels.put(caller.account(), id, seen);
        }
        return event;
    }

    /** Notes that the frames are stored; whether this call was the one that did. */
    @Transactional
    public boolean stored(AccountId account, EventId id, int frames) {
        Optional<EventChanged> first = rows.previewed(account, id, frames);
        first.ifPresent(publisher::publishEvent);
        return first.isPresent();
    }
}
