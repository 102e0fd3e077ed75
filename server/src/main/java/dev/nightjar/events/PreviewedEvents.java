package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What previews do to the rows of their events, before and after their frames are written. */
@Service
class PreviewedEvents {

    private final EventCreation creation;
    private final EventRows rows;
    private final IntakeLimits limits;
    private final ApplicationEventPublisher publisher;

    PreviewedEvents(EventCreation creation, EventRows rows, IntakeLimits limits, ApplicationEventPublisher publisher) {
        this.creation = creation;
        this.rows = rows;
        this.limits = limits;
        this.publisher = publisher;
    }

    /** The event whose preview comes, new or known; counted once, while its frames are not stored. */
    @Transactional
    public StoredEvent take(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        boolean doubt = announcement.trigger().doubt();
        EventState state = doubt ? EventState.DISMISSED : EventState.ANNOUNCED;
        StoredEvent event = creation.findOrCreate(caller, id, announcement, state);
        if (event.event().previews() == 0) {
            limits.takePreview(caller.account(), id);
        }
        return event;
    }

    /** Notes that the frames are stored; whether this call was the one that did. */
    @Transactional
    public boolean stored(AccountId account, EventId id, int frames) {
        boolean first = rows.previewed(account, id, frames);
        if (first) {
            publisher.publishEvent(new EventChanged(account, id));
        }
        return first;
    }
}
