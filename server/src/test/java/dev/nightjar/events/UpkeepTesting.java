package dev.nightjar.events;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of any age and state, as rows and as files. */
@TestComponent
class UpkeepTesting {

    private final JdbcClient jdbc;
    private final ClipStore clips;

    UpkeepTesting(JdbcClient jdbc, ClipStore clips) {
        this.jdbc = jdbc;
        this.clips = clips;
    }

    /** A row without a clip. */
    DeletedClip event(AccountId account, EventState state, Instant announcedAt) {
        DeletedClip event = new DeletedClip(account, new DeviceId(UUID.randomUUID()), new EventId(TestCallers.newId()));
        jdbc.sql("""
                        insert into events (account, id, device, session, state, happened_at, trigger, analysis,
                            announced_at, moved_at)
                        values (?, ?, ?, ?, ?, ?, '{"type":"motion","score":0.1,"doubt":false}', 'none', ?, ?)
                        """)
                .params(
                        account.value(),
                        event.event().value(),
                        event.device().value(),
                        UUID.randomUUID(),
                        state.text(),
                        Timestamp.from(announcedAt),
                        Timestamp.from(announcedAt),
                        Timestamp.from(announcedAt))
                .update();
        return event;
    }

    /** Says of the row that it has a clip. */
    void announceClip(DeletedClip event) {
        jdbc.sql("""
                        update events set clip = cast(? as jsonb) where account = ? and id = ?
                        """)
                .params(
                        """
                        {"durationSeconds":18.2,"preSeconds":10.2,"postSeconds":8,"bytes":%d,"contentType":"video/mp4",
                         "sha256":"%s"}
                        """.formatted(EventTesting.CLIP.length, EventTesting.SHA_256),
                        event.account().value(),
                        event.event().value())
                .update();
    }

    /** Writes the files that an event can have: its clip, a preview, the poster of an attempt. */
    void files(DeletedClip event) throws IOException {
        file(clip(event), "video/mp4");
        file(derived(event, "preview", "1.jpg"), "image/jpeg");
        file(derived(event, "1-1", "poster.jpg"), "image/jpeg");
    }

    void file(BlobKey key, String contentType) throws IOException {
        clips.upload(clips.grantUpload(key, contentType, 1000), EventTesting.CLIP);
    }

    /** How many of the files that an event can have are there. */
    long filesOf(DeletedClip event) {
        return clips.list("clips/%s/%s".formatted(event.account(), event.device()), null, 1000).blobs().stream()
                        .filter(blob -> blob.key().equals(clip(event)))
                        .count()
                + clips.list("derived/%s/%s".formatted(event.account(), event.event()), null, 1000)
                        .blobs()
                        .size();
    }

    boolean hasRow(DeletedClip event) {
        return jdbc.sql("select exists (select from events where account = ? and id = ?)")
                .params(event.account().value(), event.event().value())
                .query(Boolean.class)
                .single();
    }

    static BlobKey clip(DeletedClip event) {
        return BlobKey.clip(event.account(), event.device(), event.event());
    }

    static BlobKey derived(DeletedClip event, String attempt, String file) {
        return BlobKey.derived(event.account(), event.event(), attempt, file);
    }
}
