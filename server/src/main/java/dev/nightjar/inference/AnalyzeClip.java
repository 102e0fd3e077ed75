package dev.nightjar.inference;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.UploadGrant;
import java.time.Instant;

/**
 * One clip to look at; also a message to workers: fields are added, never renamed. Grants are minted when the job runs, not when it is stored.
 *
 * @param attempt names the folder of derived files; another attempt never overwrites them
 * @param triggerSeconds where in the clip the trigger lies
 * @param poster leave to create the poster, a JPEG, under {@code posterKey}
 * @param deadline after this the result is no longer wanted
 */
public record AnalyzeClip(
        AccountId account,
        EventId event,
        String attempt,
        BlobKey clipKey,
        ReadGrant clip,
        String contentType,
        long bytes,
        double triggerSeconds,
        BlobKey posterKey,
        UploadGrant poster,
        Instant deadline) {

    /** The queue from which workers take clips. */
    public static final String QUEUE = "clip_uploaded";
}
