package dev.nightjar.plans;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts what moves through the ledgers of all accounts together, once it is committed. */
@Component
class CreditMetrics {

    /** What happens to credits. */
    enum Flow {
        RESERVED,
        SETTLED,
        RELEASED,
        /** An event came and none were left. */
        REFUSED
    }

    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;

    CreditMetrics(ApplicationEventPublisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.meters = meters;
    }

    private record Moved(Flow flow) {}

    /** Counts one event that took the step, if the caller's transaction commits. */
    void moved(Flow flow) {
        publisher.publishEvent(new Moved(flow));
    }

    @TransactionalEventListener
    void count(Moved moved) {
        meters.counter("nightjar.credits.events", "flow", moved.flow().name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
