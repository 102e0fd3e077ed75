package dev.nightjar.devices;

import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Notices devices that fell silent, and tells those who look at them. */
@Component
class DeviceHousekeeping implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(DeviceHousekeeping.class);

    private final DeviceRows rows;
    private final WantedRows wanted;
    private final Presence presence;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    DeviceHousekeeping(
            DeviceRows rows,
            WantedRows wanted,
            Presence presence,
            TransactionOperations transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.wanted = wanted;
        this.presence = presence;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "silent-devices";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        // what this node heard and has not written yet is no silence
        presence.write();
        Instant now = Instant.ofEpochMilli(clock.millis());
        transactions.executeWithoutResult(status -> {
            wanted.forgetBefore(now);
            List<DeviceChanged> silent = rows.silentSince(now.minus(Presence.FRESH));
            // each account's next change waits for this transaction: all who tell of many take them in one order
            tell(silent.stream()
                    .sorted(Comparator.comparing(device -> device.account().value()))
                    .toList());
        });
    }

    private void tell(List<DeviceChanged> silent) {
        for (DeviceChanged device : silent) {
            publisher.publishEvent(device);
            log.atWarn()
                    .addKeyValue("device", device.device())
                    .addKeyValue("state", "silent")
                    .log("Device state");
        }
    }
}
