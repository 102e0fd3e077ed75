package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What phones last said of themselves, kept in memory and written in one batch: a heartbeat costs no write of its own.
 * Its size is bounded by the devices that spoke since the last batch.
 */
@Component
class Presence {

    /** A phone that has not spoken for so long is silent. */
    static final Duration FRESH = Duration.ofSeconds(90);

    /** A word of a device about itself. */
    record Seen(
            DeviceId device,
            AccountId account,
            Instant at,
            String state,
            @Nullable String blindReason,
            @Nullable SessionId session,
            @Nullable Health health) {

        /** What it means at the given time. */
        DeviceState stateAt(Instant now) {
            return switch (state) {
                case "watching" -> freshAt(now) ? DeviceState.WATCHING : DeviceState.SILENT;
                case "blind" -> freshAt(now) ? DeviceState.BLIND : DeviceState.SILENT;
                default -> DeviceState.STOPPED;
            };
        }

        /** Whether the word is recent enough to be believed. */
        boolean freshAt(Instant now) {
            return at.plus(FRESH).isAfter(now);
        }

        /** Whether the device sees otherwise than it did at the other word. */
        boolean seesOtherwise(Seen before) {
            return !state.equals(before.state) || !Objects.equals(blindReason, before.blindReason);
        }
    }

    private final ConcurrentMap<DeviceId, Seen> unwritten = new ConcurrentHashMap<>();
    private final HealthNews healthNews;
    private final DeviceRows rows;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;

    Presence(
            HealthNews healthNews,
            DeviceRows rows,
            TransactionOperations transactions,
            ApplicationEventPublisher publisher,
            MeterRegistry meters) {
        this.healthNews = healthNews;
        this.rows = rows;
        this.transactions = transactions;
        this.publisher = publisher;
        this.meters = meters;
    }

    /**
     * Whether people should hear now of what follows on the other word. What a camera sees is always told at once; of a
     * health that changes to and fro, people hear every few seconds.
     */
    boolean isNews(Seen seen, @Nullable Seen before) {
        if (before == null || !before.freshAt(seen.at()) || seen.seesOtherwise(before)) {
            healthNews.overtaken(seen);
            return true;
        }
        return Health.differs(seen.health(), before.health()) && healthNews.mayTell(seen);
    }

    void seen(Seen seen) {
        count(seen);
        unwritten.merge(seen.device(), seen, (before, now) -> now.at().isBefore(before.at()) ? before : now);
    }

    /** What the device last said, here or as stored. */
    Optional<Seen> last(DeviceRows.Row row) {
        Seen latest = unwritten.get(row.id());
        Seen stored = row.lastSeen();
        boolean newer = latest != null && (stored == null || latest.at().isAfter(stored.at()));
        return Optional.ofNullable(newer ? latest : stored);
    }

    /** Writes a word at once, in the caller's transaction. */
    void writeNow(Seen seen) {
        count(seen);
        store(List.of(seen));
    }

    /** While all that listens is still there; what is heard from then on is heard again after the start. */
    @EventListener(ContextClosedEvent.class)
    void stopping() {
        write();
    }

    /** Writes what was heard since the last time. What cannot be written is kept for the next time. */
    @Scheduled(fixedDelayString = DevicesSettings.PRESENCE_EVERY, initialDelayString = DevicesSettings.PRESENCE_EVERY)
    void write() {
        List<Seen> batch = new ArrayList<>(unwritten.values());
        if (!batch.isEmpty()) {
            transactions.executeWithoutResult(status -> store(batch));
            batch.forEach(seen -> unwritten.remove(seen.device(), seen));
        }
    }

    private void count(Seen seen) {
        meters.counter("nightjar.heartbeats", "state", seen.state()).increment();
    }

    /** Tells the last of what was too early to tell when it was heard. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void tellOwed() {
        List<Seen> owed = healthNews.due();
        if (!owed.isEmpty()) {
            transactions.executeWithoutResult(status -> {
                store(owed);
                owed.forEach(seen -> publisher.publishEvent(new DeviceChanged(seen.account(), seen.device())));
            });
        }
    }

    private void store(List<Seen> batch) {
        rows.seen(batch);
        publisher.publishEvent(new DevicesSpoke(batch.stream().map(Seen::device).toList()));
        publisher.publishEvent(
                new DevicesHeard(batch.stream().flatMap(Presence::heard).toList()));
    }

    /** The word as others hear of it, when it was spoken in a session. */
    static Stream<DevicesHeard.Heard> heard(Seen seen) {
        return Stream.ofNullable(seen.session())
                .map(session -> new DevicesHeard.Heard(seen.account(), seen.device(), session, seen.at()));
    }
}
