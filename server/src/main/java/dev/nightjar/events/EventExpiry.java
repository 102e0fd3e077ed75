package dev.nightjar.events;

import dev.nightjar.jobs.Batches;
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

/** Ends the wait for clips that do not come. */
@Component
class EventExpiry implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(EventExpiry.class);
    private static final int BATCH = 200;

    private final EventMoves moves;
    private final EventsSettings settings;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventExpiry(
            EventMoves moves,
            EventsSettings settings,
            TransactionOperations transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.moves = moves;
        this.settings = settings;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "event-expiry";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Batches.run(BATCH, size -> transactions.execute(status -> expireBatch(now, size)));
    }

    private int expireBatch(Instant now, int most) {
        // each account's next change waits for this transaction: all who tell of many take them in one order
        List<EventChanged> expired = moves.expire(now.minus(settings.uploadWithin()), most, now).stream()
                .sorted(Comparator.comparing(event -> event.account().value()))
                .toList();
        for (EventChanged event : expired) {
            publisher.publishEvent(event);
            publisher.publishEvent(new EventEnded(event.account(), event.event()));
            log.atInfo()
                    .addKeyValue("event", event.event())
                    .addKeyValue("state", "expired")
                    .log("No clip came");
        }
        return expired.size();
    }
}
