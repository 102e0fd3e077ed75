package dev.nightjar.devices;

import dev.nightjar.identity.ids.DeviceId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When phones last spoke, kept in memory and written in one batch: a heartbeat costs no write of its own. Its size is
 * bounded by the devices that spoke since the last batch.
 */
@Component
class Presence {

    /** A phone that was silent for longer is not taken to be watching. */
    static final Duration FRESH = Duration.ofSeconds(90);

    private static final String WATCHING = "watching";

    /** A word of a device about itself. */
    record Seen(DeviceId device, Instant at, String state) {}

    private final ConcurrentMap<DeviceId, Seen> unwritten = new ConcurrentHashMap<>();
    private final DeviceRows rows;

    Presence(DeviceRows rows) {
        this.rows = rows;
    }

    void seen(Seen seen) {
        unwritten.merge(seen.device(), seen, (before, now) -> now.at().isBefore(before.at()) ? before : now);
    }

    /** What the device last said, here or as stored. */
    Optional<Seen> last(DeviceRows.Row row) {
        Seen latest = unwritten.get(row.id());
        Instant stored = row.lastSeenAt();
        if (stored == null || (latest != null && latest.at().isAfter(stored))) {
            return Optional.ofNullable(latest);
        }
        String state = row.lastState();
        return Optional.of(new Seen(row.id(), stored, state == null ? "" : state));
    }

    /** Whether the word says that the device watches, and is recent enough to be believed. */
    static boolean watching(@Nullable Seen seen, Instant now) {
        return seen != null && seen.state().equals(WATCHING) && fresh(seen, now);
    }

    /** Whether the word is recent enough to be believed. */
    static boolean fresh(Seen seen, Instant now) {
        return seen.at().plus(FRESH).isAfter(now);
    }

    /** Writes what was heard since the last time. What cannot be written is kept for the next time. */
    @PreDestroy
    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
    void write() {
        List<Seen> batch = new ArrayList<>(unwritten.values());
        rows.seen(batch);
        batch.forEach(seen -> unwritten.remove(seen.device(), seen));
    }
}
