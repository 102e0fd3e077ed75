package dev.nightjar.alerts;

import dev.nightjar.alerts.Deliveries.Parcel;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes what is brought to an address. Called by who decides for the person. */
@Component
class Parcels {

    private final EventAlerts events;
    private final AlertRows alerts;
    private final SnoozeRows snoozes;
    private final Channels channels;
    private final Messages messages;

    Parcels(EventAlerts events, AlertRows alerts, SnoozeRows snoozes, Channels channels, Messages messages) {
        this.events = events;
        this.alerts = alerts;
        this.snoozes = snoozes;
        this.channels = channels;
        this.messages = messages;
    }

    /** Nothing when the address has it, is gone, or shall not have it. */
    Optional<Parcel> of(StoredAlert known, StoredDelivery delivery, Instant now) {
        Optional<StoredAlert> current = asDecidedNow(known);
        return current.filter(alert -> delivery.delivered() > 0 || mayBegin(alert, now))
                .filter(alert -> delivery.delivered() < alert.version())
                .flatMap(alert -> channels.of(
                                alert.account(),
                                alert.person(),
                                delivery.channel(),
                                delivery.due().address())
                        .map(channel -> new Parcel(alert, delivery, channel, messages.of(alert, delivery, now))));
    }

    /** What was told to nobody yet is decided anew: what others were told meanwhile counts. */
    private Optional<StoredAlert> asDecidedNow(StoredAlert alert) {
        if (alert.state() == StoredAlert.State.WAITING && alert.event() != null) {
            events.decide(alert.account(), alert.person(), alert.event());
        }
        return alerts.find(alert.account(), alert.id());
    }

    private boolean mayBegin(StoredAlert alert, Instant now) {
        if (!alert.isShown() || !alert.content().holds()) {
            return false;
        }
        return alert.kind() != StoredAlert.Kind.SUMMARY
                || snoozes.of(alert.account(), alert.person()).stream()
                        .noneMatch(snooze -> snooze.isOf(null) && snooze.holds(now));
    }
}
