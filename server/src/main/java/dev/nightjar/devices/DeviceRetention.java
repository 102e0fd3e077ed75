package dev.nightjar.devices;

import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import dev.nightjar.plans.RetentionClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets cameras that were removed so long ago that none of their events are left. */
@Component
class DeviceRetention implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(DeviceRetention.class);
    private static final int BATCH = 250;

    /** Until then a phone that still tries hears that it was removed. */
    private static final Duration TOLD = Duration.ofDays(90);

    private final DeviceRows rows;
    private final DeviceTokens tokens;
    private final RetentionClock clock;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;

    DeviceRetention(
            DeviceRows rows,
            DeviceTokens tokens,
            RetentionClock clock,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.rows = rows;
        this.tokens = tokens;
        this.clock = clock;
        this.transactions = transactions;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "device-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        clock.now().ifPresent(this::deleteAt);
    }

    void deleteAt(Instant now) {
        Instant before = now.minus(clock.longest()).minus(TOLD);
        long deleted = Batches.run(BATCH, size -> transactions.execute(status -> deleteBatch(before, size)));
        meters.counter("nightjar.retention.devices").increment(deleted);
        log.atInfo().addKeyValue("devices", deleted).log("Retention ran");
    }

    private int deleteBatch(Instant before, int most) {
        List<DeviceId> removed = rows.deleteRevokedBefore(before, most);
        tokens.forget(removed);
        return removed.size();
    }
}
