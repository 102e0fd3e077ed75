package dev.nightjar.alerts;

import dev.nightjar.events.ToldEvents;
import dev.nightjar.identity.ids.EventId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be brought to an address, and what became of it. Nobody decides for the person meanwhile. */
@Service
class Deliveries {

    /** What could not be brought in that time is no news any more. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final AlertRules rules;
    private final AlertRows alerts;
    private final DeliveryRows rows;
    private final Parcels parcels;
    private final ToldEvents told;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Deliveries(
            AlertRules rules,
            AlertRows alerts,
            DeliveryRows rows,
            Parcels parcels,
            ToldEvents told,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rules = rules;
        this.alerts = alerts;
        this.rows = rows;
        this.parcels = parcels;
        this.told = told;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What is to be brought now; nothing when the address has it, or it is wanted no more. */
    @Transactional
    public Optional<Parcel> next(DeliveryDue due) {
        StoredAlert alert = alerts.find(due.account(), due.alert()).orElse(null);
        if (alert == null || rules.lockIfPresent(due.account(), alert.person()).isEmpty()) {
            return Optional.empty();
        }
        StoredDelivery delivery = rows.find(due)
                .filter(found -> found.queued() && found.due().run() == due.run())
                .orElse(null);
        if (delivery == null) {
            return Optional.empty();
        }
        if (alert.madeAt().plus(PATIENCE).isBefore(now())) {
            rows.end(due, "failed");
            return Optional.empty();
        }
        Optional<Parcel> parcel = parcels.of(alert, delivery, now());
        if (parcel.isEmpty()) {
            rows.end(due, null);
        }
        return parcel;
    }

    /** It arrived; whether a later version is wanted by now. */
    @Transactional
    public Arrival arrived(Parcel parcel, String reference) {
        StoredAlert alert = parcel.alert();
        DeliveryDue due = parcel.delivery().due();
        rules.lockIfPresent(alert.account(), alert.person());
        Instant now = now();
        boolean firstLook = alert.content().firstLook();
        EventId event = alert.event();
        if (event != null) {
            // before the alert: whoever deletes an event holds it first, and then its alerts
            told.told(alert.account(), event, now, !firstLook);
        }
        boolean first = alerts.told(alert.account(), alert.id(), now);
        if (first) {
            publisher.publishEvent(AlertChanged.of(alert));
        }
        return new Arrival(rows.arrived(due, alert.version(), firstLook, reference, now), first, now);
    }

    /** Nothing more is brought there of this version. */
    @Transactional
    public void end(DeliveryDue due, String why) {
        rows.end(due, why);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /**
     * What is brought to an address.
     *
     * @param channel that brings it
     */
    record Parcel(StoredAlert alert, StoredDelivery delivery, Channel channel, AlertMessage message) {}

    /**
     * That something arrived.
     *
     * @param more whether a later version is wanted by now
     * @param first whether nothing of the alert had arrived anywhere
     */
    record Arrival(boolean more, boolean first, Instant at) {}
}
