package dev.nightjar.plans;

import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Gives back what was held for analyses that never ended, and deletes entries of the ledger that nobody asks for. */
@Component
class CreditHousekeeping implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(CreditHousekeeping.class);

    /** Longer than an event can be in analysis, all its rounds and a long queue included. */
    private static final Duration FORGOTTEN = Duration.ofDays(3);

    /** Back to where they are looked for: a server may have been off for that long. */
    private static final Duration LOOKED_BACK = Duration.ofDays(45);

    private static final int BATCH = 1000;

    private final CreditRows rows;
    private final PlansSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    CreditHousekeeping(CreditRows rows, PlansSettings settings, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "credit-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        rows.openSince(now.minus(LOOKED_BACK), now.minus(FORGOTTEN), BATCH).forEach(open -> release(open, now));
        Instant old = now.minus(settings.ledgerKept());
        Batches.run(BATCH, size -> rows.deleteEntriesBefore(old, size));
        rows.deleteDaysBefore(LocalDate.ofInstant(old, ZoneOffset.UTC));
    }

    private void release(CreditRows.OpenReservation open, Instant now) {
        if (transactions.execute(status -> rows.release(open.account(), open.event(), now))) {
            log.atWarn()
                    .addKeyValue("account", open.account())
                    .addKeyValue("event", open.event())
                    .log("Credits of a forgotten analysis given back");
        }
    }
}
