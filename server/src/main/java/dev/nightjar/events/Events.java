package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.Findings;
import dev.nightjar.problem.Problem;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ReadGrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The timeline of an account, as people and their devices read it. */
@Service
public class Events {

    private static final Duration READ_LIFETIME = Duration.ofMinutes(10);

    private final EventRows rows;
    private final PersonalEventRows personal;
    private final ReasonRows reasons;
    private final AnalysisQueue analysis;
    private final ClipStore clips;

    Events(EventRows rows, PersonalEventRows personal, ReasonRows reasons, AnalysisQueue analysis, ClipStore clips) {
        this.rows = rows;
        this.personal = personal;
        this.reasons = reasons;
        this.analysis = analysis;
        this.clips = clips;
    }

    /** The event, or {@link Problem#NOT_FOUND}. */
    public Event get(AccountId account, EventId id) {
        return stored(account, id).event();
    }

    /** The event, if there is one. */
    public Optional<Event> find(AccountId account, EventId id) {
        return rows.find(account, id).map(StoredEvent::event);
    }

    /** The event as the person sees it, or {@link Problem#NOT_FOUND}. */
    public Event get(Caller.Person caller, EventId id) {
        return personal.find(caller, id).orElseThrow(Events::notFound);
    }

    /** Those of the events that the person's account has, in the given order. */
    public List<Event> all(Caller.Person caller, List<EventId> ids) {
        Map<EventId, Event> found =
                personal.findAll(caller, ids).stream().collect(Collectors.toMap(Event::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Events of the person's account that pass the filter, newest first. */
    public EventList list(Caller.Person caller, EventFilter filter, Cursor before, int limit) {
        List<Event> found = personal.list(caller, filter, before, limit + 1);
        if (found.size() <= limit) {
            return new EventList(found, null);
        }
        Event last = found.get(limit - 1);
        return new EventList(
                List.copyOf(found.subList(0, limit)),
                new Cursor(last.at(), last.id().value()).text());
    }

    /** Leave to read the clip, or {@link Problem#NO_CLIP}. */
    public ReadGrant clip(AccountId account, EventId id) {
        StoredEvent event = stored(account, id);
        ClipDescription clip = event.event().clip();
        if (clip == null || !hasClip(event)) {
            throw noClip();
        }
        return clips.grantRead(event.clipKey(), clip.contentType(), READ_LIFETIME);
    }

    /** Leave to read the still picture, or {@link Problem#NO_POSTER}. */
    public ReadGrant poster(AccountId account, EventId id) {
        BlobKey poster = stored(account, id).files().poster();
        if (poster == null) {
            throw Problem.NO_POSTER.because("This event has no picture.");
        }
        return clips.grantRead(poster, ClipStore.PICTURE_TYPE, READ_LIFETIME);
    }

    /** Leave to read the strip, or {@link Problem#NO_STRIP}. */
    public ReadGrant strip(AccountId account, EventId id) {
        BlobKey strip = stored(account, id).files().strip();
        if (strip == null) {
            throw Problem.NO_STRIP.because("This event has no strip of pictures.");
        }
        return clips.grantRead(strip, ClipStore.PICTURE_TYPE, READ_LIFETIME);
    }

    /** Leave to read the findings as a file, or {@link Problem#NO_FINDINGS}. */
    public ReadGrant findings(AccountId account, EventId id) {
        BlobKey findings = stored(account, id).files().findings();
        if (findings == null) {
            throw Problem.NO_FINDINGS.because("This event has no file of findings.");
        }
        return clips.grantRead(findings, ClipStore.FINDINGS_TYPE, READ_LIFETIME);
    }

    /**
     * Leave to read a preview frame, or {@link Problem#NO_PREVIEW}.
     *
     * @param number from 1
     */
    public ReadGrant preview(AccountId account, EventId id, int number) {
        int stored = stored(account, id).event().previews();
        if (number < 1 || number > stored) {
            throw Problem.NO_PREVIEW.because(
                    "This event has %d preview frames; there is no number %d.", stored, number);
        }
        return clips.grantRead(Previews.key(account, id, number), ClipStore.PICTURE_TYPE, READ_LIFETIME);
    }

    /** Why the event fired, or {@link Problem#NO_REASON} when its camera did not tell. */
    public Why why(AccountId account, EventId id) {
        stored(account, id);
        return reasons.find(account, id)
                .orElseThrow(
                        () -> Problem.NO_REASON.because("The camera did not tell what this event was decided by."));
    }

    /**
     * Sends an event to analysis whose analysis failed, was skipped, or heard another analyser than was wanted. Repeated while that goes on: nothing more.
     * Throws {@link Problem#OUT_OF_CREDITS} when none are left for it.
     */
    public void analyseAgain(AccountId account, EventId id) {
        StoredEvent stored = stored(account, id);
        Event event = stored.event();
        switch (event.state()) {
            case FAILED -> analyse(stored);
            case PROCESSING -> {}
            case DONE -> {
                Findings findings = event.findings();
                boolean another = findings != null && findings.notHeard() != null;
                if (event.analysis().status() != Analysis.Status.SKIPPED && !another) {
                    throw notAgain(event);
                }
                analyse(stored);
            }
            case ANNOUNCED, UPLOADING, DISMISSED, EXPIRED -> throw notAgain(event);
        }
    }

    private void analyse(StoredEvent event) {
        if (clips.find(event.clipKey()).isEmpty()) {
            throw noClip();
        }
        analysis.addOnRequest(event.account(), event.event().id(), event.event().state());
    }

    private static RuntimeException notAgain(Event event) {
        return Problem.WRONG_STATE.because(
                "Only an event whose analysis failed, was skipped or lacks the words of its model can be analysed; this one is %s.",
                event.state().text());
    }

    private StoredEvent stored(AccountId account, EventId id) {
        return rows.find(account, id).orElseThrow(Events::notFound);
    }

    private static boolean hasClip(StoredEvent event) {
        return event.event().clip() != null
                && switch (event.event().state()) {
                    case PROCESSING, DONE, FAILED -> true;
                    case ANNOUNCED, UPLOADING, DISMISSED, EXPIRED -> false;
                };
    }

    private static RuntimeException noClip() {
        return Problem.NO_CLIP.because("This event has no clip, or it has not come yet.");
    }

    static RuntimeException notFound() {
        return Problem.NOT_FOUND.because("There is no such event.");
    }
}
