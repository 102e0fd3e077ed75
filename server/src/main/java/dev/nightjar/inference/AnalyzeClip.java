package dev.nightjar.inference;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.UploadGrant;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clip to look at; also a message to workers: fields are added, never renamed. Grants are minted when the job runs, not when it is stored.
 *
 * @param attempt names the folder of derived files; another attempt never overwrites them
 * @param triggerSeconds where in the clip the trigger lies
 * @param poster leave to create the poster, a JPEG, under {@code posterKey}
 * @param strip where the strip goes, a JPEG; null in messages of earlier releases
 * @param findings where the findings go as JSON; null in messages of earlier releases
 * @param deadline after this the result is no longer wanted
 * @param context what is known of the event besides its clip; null in messages of earlier releases
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
        @Nullable Artifact strip,
        @Nullable Artifact findings,
        Instant deadline,
        @Nullable Context context) {

    /** The queue from which workers take clips. */
    public static final String QUEUE = "clip_uploaded";

    /**
     * What is known of an event besides its clip.
     *
     * @param localTime of the trigger, where the household is
     * @param timeZone that of the local time, such as {@code Europe/Berlin}
     * @param trigger what the camera noticed: {@code motion}, {@code sound} or {@code both}
     * @param doubt whether the camera was not sure
     * @param instructions what the owner wants to be told, in the owner's words: data, never orders to the program
     * @param cells the cells of the camera's grid that changed, row by row, where it told
     */
    public record Context(
            String cameraName,
            LocalDateTime localTime,
            String timeZone,
            String trigger,
            boolean doubt,
            List<String> instructions,
            @Nullable List<Integer> cells) {}

    /**
     * Something that is made of a clip.
     *
     * @param leave to create it under the key
     */
    public record Artifact(BlobKey key, UploadGrant leave) {}
}
