package dev.nightjar.events;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.StoredBlob;
import dev.nightjar.storage.UploadGrant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How events come from cameras: announced, uploaded, and then sent to analysis. Every step may be repeated. */
@Service
public class EventIntake {

    private final EventRows rows;
    private final Announcements announcements;
    private final AnalysisQueue analysis;
    private final ClipStore clips;

    EventIntake(EventRows rows, Announcements announcements, AnalysisQueue analysis, ClipStore clips) {
        this.rows = rows;
        this.announcements = announcements;
        this.analysis = analysis;
        this.clips = clips;
    }

    /**
     * Takes an event under the id that the camera made, and gives leave to upload its clip. Repeated: the event as it
     * is, with a new leave while the clip has not come. An event that is known by its preview, or was dismissed, goes on
     * when a clip is announced; one whose clip will not come is done, unless the clip is there already. A clip that comes
     * after all, as when a phone's clock jumped, is taken.
     *
     * @throws dev.nightjar.problem.ProblemException when a limit is hit, the event was deleted, or the session or the
     *     event is not the camera's own
     */
    public AnnouncedEvent announce(Caller.Device caller, EventId id, EventAnnouncement announcement) {
        if (announcement.clip() == null) {
            rows.find(caller.account(), id)
                    .filter(event -> event.event().deviceId().equals(caller.device()))
                    .filter(EventIntake::awaitsClip)
                    .ifPresent(this::takeIfArrived);
        }
        StoredEvent event = announcements.take(caller, id, announcement);
        return new AnnouncedEvent(event.event(), grant(event));
    }

    /**
     * Hears that the clip is there, and sends the event to analysis. Repeated: the event as it is.
     *
     * @throws dev.nightjar.problem.ProblemException {@link Problem#CLIP_MISSING} or {@link Problem#CLIP_MISMATCH}
     */
    public Event uploaded(Caller.Device caller, EventId id) {
        // most events wait and have their clip: one statement moves them, and says what they are
        return clips.find(BlobKey.clip(caller.account(), caller.device(), id))
                .flatMap(blob -> analyse(caller.account(), id, moving -> check(caller, moving, blob)))
                .orElseGet(() -> unmoved(caller, id))
                .event();
    }

    /** The event that waits for nothing; of one that does, its clip is missing. */
    private StoredEvent unmoved(Caller.Device caller, EventId id) {
        StoredEvent event = own(caller, id);
        announced(event);
        if (awaitsClip(event)) {
            throw Problem.CLIP_MISSING.because("The clip has not arrived. Send it, then report it.");
        }
        return event;
    }

    /** Does what {@link #uploaded} does, when the clip is there and right; whether it did. */
    boolean takeIfArrived(StoredEvent event) {
        ClipDescription clip = event.event().clip();
        Optional<StoredBlob> blob = clips.find(event.clipKey());
        return clip != null
                && blob.isPresent()
                && fits(blob.get(), clip)
                && analyse(event.account(), event.event().id(), moving -> {}).isPresent();
    }

    /** It may have expired since it was looked at: that its clip is here counts more. */
    private Optional<StoredEvent> analyse(AccountId account, EventId id, Consumer<StoredEvent> check) {
        return analysis.add(account, id, EventState.UPLOADING, check)
                .or(() -> analysis.add(account, id, EventState.EXPIRED, check));
    }

    private StoredEvent own(Caller.Device caller, EventId id) {
        return rows.find(caller.account(), id)
                .filter(event -> event.event().deviceId().equals(caller.device()))
                .orElseThrow(() -> Events.notFound());
    }

    private @Nullable UploadGrant grant(StoredEvent event) {
        ClipDescription clip = event.event().clip();
        if (clip == null || event.event().state() != EventState.UPLOADING) {
            return null;
        }
        return clips.grantUpload(event.clipKey(), clip.contentType(), clip.bytes());
    }

    private static ClipDescription announced(StoredEvent event) {
        ClipDescription clip = event.event().clip();
        if (clip == null) {
            throw Problem.WRONG_STATE.because("This event was announced without a clip.");
        }
        return clip;
    }

    private void check(Caller.Device caller, StoredEvent event, StoredBlob blob) {
        if (!event.event().deviceId().equals(caller.device())) {
            throw Events.notFound();
        }
        ClipDescription clip = announced(event);
        if (!fits(blob, clip)) {
            // the store refuses to overwrite, so that a better one could never come
            clips.delete(event.clipKey());
            throw Problem.CLIP_MISMATCH.because(
                    "Announced were %d bytes of %s with SHA-256 %s; %d bytes of %s with %s arrived. Send the clip again.",
                    clip.bytes(),
                    clip.contentType(),
                    clip.sha256(),
                    blob.bytes(),
                    blob.contentType(),
                    Objects.requireNonNullElse(blob.sha256(), "an unknown one"));
        }
    }

    /** Where the store does not work out the digest, size and type must do. */
    private static boolean fits(StoredBlob blob, ClipDescription clip) {
        return blob.bytes() == clip.bytes()
                && blob.contentType().equals(clip.contentType())
                && (blob.sha256() == null || blob.sha256().equals(clip.sha256()));
    }

    private static boolean awaitsClip(StoredEvent event) {
        return switch (event.event().state()) {
            case UPLOADING, EXPIRED -> true;
            case ANNOUNCED, PROCESSING, DONE, DISMISSED, FAILED -> false;
        };
    }
}
