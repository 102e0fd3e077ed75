package dev.nightjar.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What follows from an alert that came or changed: pages hear of it, and it is brought to addresses. */
@Component
class AlertNews {

    private final DeliveryQueue queue;
    private final ApplicationEventPublisher publisher;

    AlertNews(DeliveryQueue queue, ApplicationEventPublisher publisher) {
        this.queue = queue;
        this.publisher = publisher;
    }

    /** Called in the transaction that wrote it. */
    void tell(Optional<StoredAlert> before, StoredAlert alert, Set<ChannelKind> kinds, Instant now) {
        boolean wasShown = before.filter(StoredAlert::isShown).isPresent();
        boolean other = before.isEmpty() || before.get().version() != alert.version() || wasShown != alert.isShown();
        boolean due = alert.dueAt() == null || !alert.dueAt().isAfter(now);
        if (other && due && (wasShown || alert.isShown())) {
            publisher.publishEvent(AlertChanged.of(alert));
        }
        queue.bring(alert, kinds, now);
    }
}
