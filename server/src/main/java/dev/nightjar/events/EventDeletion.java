package dev.nightjar.events;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes events, and by jobs their files. */
@Service
public class EventDeletion {

    private static final Logger log = LoggerFactory.getLogger(EventDeletion.class);

    /**
     * By then every leave of phones to upload has run out: what came late goes as well. Those of workers last longer, but a
     * worker that finds no clip leaves nothing, and the files of a result that nobody awaits go when it comes.
     */
    static final Duration LATE_UPLOADS = Duration.ofHours(1);

    private final EventRows rows;
    private final Jobs jobs;
    private final DeletionJob job;
    private final Devices devices;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventDeletion(
            EventRows rows,
            Jobs jobs,
            DeletionJob job,
            Devices devices,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.jobs = jobs;
        this.job = job;
        this.devices = devices;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Deletes the event, or throws {@link dev.nightjar.problem.Problem#NOT_FOUND}. */
    @Transactional
    public void delete(AccountId account, EventId id) {
        StoredEvent event = rows.find(account, id).orElseThrow(Events::notFound);
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (!rows.delete(account, id, now)) {
            throw Events.notFound();
        }
        devices.wantNoLonger(account, id);
        // also without a clip: preview frames may be there, or on their way
        DeletedClip files = new DeletedClip(account, event.event().deviceId(), id);
        jobs.schedule(job, "%s/%s".formatted(account, id), files);
        jobs.scheduleAt(job, "%s/%s/late".formatted(account, id), files, now.plus(LATE_UPLOADS));
        publisher.publishEvent(new EventDeleted(account, id));
        publisher.publishEvent(EventChanged.of(account, event.event(), null));
        log.atInfo().addKeyValue("event", id).log("Event deleted");
    }
}
