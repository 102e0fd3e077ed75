package dev.nightjar.events;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what becomes of old files, by the rows of their events. */
@Component
class BlobSettlement {

    private static final Logger log = LoggerFactory.getLogger(BlobSettlement.class);
    private static final String PREVIEW = "preview";

    /** When so many files belong to no event, and most of those looked at, the database may be another's. */
    private static final int SUSPICIOUS = 100;

    private final UpkeepRows rows;
    private final EventIntake intake;
    private final ClipStore clips;
    private final MeterRegistry meters;

    BlobSettlement(UpkeepRows rows, EventIntake intake, ClipStore clips, MeterRegistry meters) {
        this.rows = rows;
        this.intake = intake;
        this.clips = clips;
        this.meters = meters;
    }

    /** What can become of a file. */
    private enum Verdict {
        KEEP,
        /** A clip that came, and of which nobody heard. */
        TAKE,
        /** It belongs to nothing. */
        DELETE
    }

    /**
     * Deletes files that belong to nothing, and takes clips that came without a word.
     *
     * @param old files that are too old to be still on their way to a row
     * @return how many were deleted
     */
    int settle(List<BlobKey> old) {
        Map<BlobKey, EventBlob> known = new LinkedHashMap<>();
        old.forEach(key -> EventBlob.of(key).ifPresent(blob -> known.put(key, blob)));
        count("unknown", old.size() - known.size());
        Map<UpkeepRows.Key, StoredEvent> events =
                rows.find(known.values().stream().map(EventBlob::key).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(
                                event -> new UpkeepRows.Key(
                                        event.account(), event.event().id()),
                                Function.identity()));
        List<BlobKey> orphans = known.keySet().stream()
                .filter(key -> verdict(known.get(key), events) == Verdict.DELETE)
                .toList();
        known.values().stream()
                .filter(blob -> verdict(blob, events) == Verdict.TAKE)
                .forEach(blob -> take(events.get(blob.key())));
        return delete(orphans, old.size());
    }

    private int delete(List<BlobKey> orphans, int looked) {
        if (orphans.size() > SUSPICIOUS && orphans.size() * 4 > looked * 3) {
            count("held", orphans.size());
            log.atError()
                    .addKeyValue("orphans", orphans.size())
                    .addKeyValue("looked", looked)
                    .log("Most files belong to no event; none is deleted, since the database may be another's");
            return 0;
        }
        for (BlobKey orphan : orphans) {
            clips.delete(orphan);
            log.atWarn().addKeyValue("blob", orphan).log("File deleted that belonged to no event");
        }
        count("deleted", orphans.size());
        return orphans.size();
    }

    private void take(@Nullable StoredEvent event) {
        if (event != null && intake.takeIfArrived(event)) {
            count("taken", 1);
        }
    }

    private void count(String result, int number) {
        meters.counter("nightjar.upkeep.blobs", "result", result).increment(number);
    }

    private static Verdict verdict(@Nullable EventBlob blob, Map<UpkeepRows.Key, StoredEvent> events) {
        return Optional.ofNullable(blob)
                .map(some -> verdict(some, events.get(some.key())))
                .orElse(Verdict.KEEP);
    }

    private static Verdict verdict(EventBlob blob, @Nullable StoredEvent event) {
        if (event == null) {
            return Verdict.DELETE;
        }
        return switch (blob) {
            case EventBlob.Clip clip -> clipOf(clip, event);
            case EventBlob.Derived derived -> isCurrent(derived.attempt(), event) ? Verdict.KEEP : Verdict.DELETE;
        };
    }

    private static Verdict clipOf(EventBlob.Clip clip, StoredEvent event) {
        if (!clip.device().equals(event.event().deviceId())) {
            return Verdict.DELETE;
        }
        return switch (event.event().state()) {
            case UPLOADING, EXPIRED -> Verdict.TAKE;
            case ANNOUNCED, PROCESSING, DONE, DISMISSED, FAILED -> Verdict.KEEP;
        };
    }

    /** While an event is looked at, any attempt may still be the one that counts. */
    private static boolean isCurrent(String attempt, StoredEvent event) {
        BlobKey poster = event.files().poster();
        return attempt.equals(PREVIEW)
                || attempt.equals(event.attempt())
                || event.event().state() == EventState.PROCESSING
                || (poster != null && poster.value().contains("/" + attempt + "/"));
    }
}
