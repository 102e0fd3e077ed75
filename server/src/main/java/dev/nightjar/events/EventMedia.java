package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.StoredBlob;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The files of events, for what is sent to people. */
@Service
public class EventMedia {

    private final EventRows rows;
    private final ClipStore clips;

    EventMedia(EventRows rows, ClipStore clips) {
        this.rows = rows;
        this.clips = clips;
    }

    /** The poster, or the first frame of the preview while there is none. */
    public Optional<StoredBlob> picture(AccountId account, EventId event) {
        return rows.find(account, event).flatMap(this::pictureKey).flatMap(clips::find);
    }

    /** The clip, once it has come; its type is the one that was announced. */
    public Optional<StoredBlob> clip(AccountId account, EventId event) {
        return rows.find(account, event)
                .flatMap(stored -> Optional.ofNullable(stored.event().clip())
                        .flatMap(announced -> clips.find(stored.clipKey())
                                .map(found -> new StoredBlob(
                                        found.key(), found.bytes(), announced.contentType(), found.sha256()))));
    }

    private Optional<BlobKey> pictureKey(StoredEvent stored) {
        BlobKey poster = stored.files().poster();
        if (poster != null) {
            return Optional.of(poster);
        }
        return stored.event().previews() == 0
                ? Optional.empty()
                : Optional.of(Previews.key(stored.account(), stored.event().id(), 1));
    }
}
