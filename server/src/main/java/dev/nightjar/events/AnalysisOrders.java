package dev.nightjar.events;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ReadGrant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Says what is to be looked at. Grants are minted when a job runs, so that they have not run out. */
@Component
class AnalysisOrders {

    private static final long LARGEST_POSTER = 4L * 1024 * 1024;
    private static final long LARGEST_STRIP = 1024L * 1024;
    private static final long LARGEST_FINDINGS = 256L * 1024;

    /** An analysis that begins at the last moment still leaves its files; the broker gives it no longer either. */
    private static final Duration LONGEST_ANALYSIS = Duration.ofMinutes(5);

    private final ClipStore clips;
    private final AnalysisContexts contexts;
    private final Clock clock;

    AnalysisOrders(ClipStore clips, AnalysisContexts contexts, Clock clock) {
        this.clips = clips;
        this.contexts = contexts;
        this.clock = clock;
    }

    /**
     * An order for the attempt that the event awaits.
     *
     * @param wanted how long its result will be; less, when its grants end before
     */
    AnalyzeClip order(StoredEvent stored, Duration wanted) {
        Event event = stored.event();
        ClipDescription clip = event.clip();
        String attempt = stored.attempt();
        if (clip == null || attempt == null) {
            throw new IllegalStateException("Without a clip there is no analysis: event " + event.id());
        }
        ReadGrant read = clips.grantWorkerRead(stored.clipKey(), clip.contentType());
        BlobKey poster = BlobKey.derived(stored.account(), event.id(), attempt, "poster.jpg");
        return new AnalyzeClip(
                stored.account(),
                event.id(),
                attempt,
                stored.clipKey(),
                read,
                clip.contentType(),
                clip.bytes(),
                clip.preSeconds(),
                poster,
                clips.grantWorkerUpload(poster, ClipStore.PICTURE_TYPE, LARGEST_POSTER),
                artifact(stored, attempt, "strip.jpg", ClipStore.PICTURE_TYPE, LARGEST_STRIP),
                artifact(stored, attempt, "findings.json", ClipStore.FINDINGS_TYPE, LARGEST_FINDINGS),
                earlier(
                        Instant.ofEpochMilli(clock.millis()).plus(wanted),
                        read.expiresAt().minus(LONGEST_ANALYSIS)),
                contexts.of(stored));
    }

    private AnalyzeClip.Artifact artifact(
            StoredEvent stored, String attempt, String file, String contentType, long maximumBytes) {
        BlobKey key = BlobKey.derived(stored.account(), stored.event().id(), attempt, file);
        return new AnalyzeClip.Artifact(key, clips.grantWorkerUpload(key, contentType, maximumBytes));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
