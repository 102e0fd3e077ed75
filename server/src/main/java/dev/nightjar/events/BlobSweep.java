package dev.nightjar.events;

import dev.nightjar.jobs.Recurring;
import dev.nightjar.plans.RetentionClock;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ListedBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes through all files, page by page, and has those settled that no row accounts for. A row is always there before
 * its files are; yet nothing young is touched.
 */
@Component
class BlobSweep implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(BlobSweep.class);
    private static final List<String> FOLDERS = List.of("clips", "derived");
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 10;

    /** By then every grant has run out, and every attempt has ended. */
    private static final Duration YOUNG = Duration.ofDays(1);

    private final ClipStore clips;
    private final BlobSettlement settlement;
    private final UpkeepPlaces places;
    private final RetentionClock clock;

    BlobSweep(ClipStore clips, BlobSettlement settlement, UpkeepPlaces places, RetentionClock clock) {
        this.clips = clips;
        this.settlement = settlement;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "blob-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        clock.now().ifPresent(this::sweepAt);
    }

    /** Sweeps some pages of each folder, from where the last run stopped. */
    void sweepAt(Instant now) {
        FOLDERS.forEach(folder -> sweep(folder, now.minus(YOUNG)));
    }

    private void sweep(String folder, Instant before) {
        String placeName = name() + "/" + folder;
        String place = places.find(placeName).orElse(null);
        int looked = 0;
        int deleted = 0;
        int pages = 0;
        do {
            BlobPage page = clips.list(folder, place, PAGE);
            deleted += settlement.settle(old(page, before));
            looked += page.blobs().size();
            place = page.next();
            places.put(placeName, place);
            pages++;
        } while (place != null && pages < MOST_PAGES);
        told(folder, looked, deleted, place);
    }

    private static List<BlobKey> old(BlobPage page, Instant before) {
        return page.blobs().stream()
                .filter(blob -> blob.createdAt().isBefore(before))
                .map(ListedBlob::key)
                .toList();
    }

    private static void told(String folder, int looked, int deleted, @Nullable String place) {
        log.atInfo()
                .addKeyValue("folder", folder)
                .addKeyValue("looked", looked)
                .addKeyValue("deleted", deleted)
                .addKeyValue("finished", place == null)
                .log("Files swept");
    }
}
