package dev.nightjar.alerts;

import dev.nightjar.alerts.Deliveries.Arrival;
import dev.nightjar.alerts.Deliveries.Parcel;
import dev.nightjar.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/** Brings the newest version of an alert to an address, and whatever becomes newer meanwhile. */
@Component
class DeliveryJob implements Job<DeliveryDue> {

    private static final Logger log = LoggerFactory.getLogger(DeliveryJob.class);

    /** Versions in one run; others want their turn. */
    private static final int MOST = 5;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 9;

    /** A daily summary is written down when the first event is counted in it, and a day may have 25 hours. */
    private static final Duration LONGEST_DAY = Duration.ofHours(25);

    private final Deliveries deliveries;
    private final DeliveryQueue queue;
    private final ServiceRest rests;
    private final AlertMetrics metrics;
    private final Clock clock;

    DeliveryJob(Deliveries deliveries, DeliveryQueue queue, ServiceRest rests, AlertMetrics metrics, Clock clock) {
        this.deliveries = deliveries;
        this.queue = queue;
        this.rests = rests;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alert-delivery";
    }

    @Override
    public Class<DeliveryDue> payload() {
        return DeliveryDue.class;
    }

    /** Neither waits for clips that are analysed, nor keeps decisions waiting while nobody answers. */
    @Override
    public String lane() {
        return "deliveries";
    }

    @Override
    public Duration longestWait() {
        return LONGEST_DAY;
    }

    @Override
    public Map<String, String> about(DeliveryDue due) {
        return Map.of("alert", due.alert().toString(), "address", due.address().toString());
    }

    @Override
    public void run(DeliveryDue due) {
        for (int version = 0; version < MOST; version++) {
            Optional<Parcel> parcel = deliveries.next(due);
            if (parcel.isEmpty() || !bring(parcel.get())) {
                return;
            }
        }
        queue.again(due, Duration.ZERO);
    }

    @Override
    public void dead(DeliveryDue due, Exception cause) {
        deliveries.end(due, "failed");
    }

    /** Whether a later version is wanted by now. */
    private boolean bring(Parcel parcel) {
        DeliveryDue due = parcel.delivery().due();
        String service = parcel.channel().service(due.address());
        Duration rest = rests.of(service, now());
        if (rest.isPositive()) {
            queue.again(due, rest);
            return false;
        }
        return attempt(parcel, service).map(result -> became(parcel, result)).orElse(false);
    }

    /** Nothing when nobody answered: then it is tried again. */
    private Optional<Delivery> attempt(Parcel parcel, String service) {
        StoredDelivery delivery = parcel.delivery();
        try {
            Delivery result =
                    parcel.channel().deliver(delivery.due().address(), parcel.message(), delivery.reference());
            rests.answered(service);
            return Optional.of(result);
        } catch (RuntimeException noAnswer) {
            rests.failed(service, now());
            Duration wait = backoff(delivery.tries());
            said(parcel, "noAnswer")
                    .setCause(noAnswer)
                    .addKeyValue("waitSeconds", wait.toSeconds())
                    .log("No answer");
            queue.again(delivery.due(), wait);
            return Optional.empty();
        }
    }

    private boolean became(Parcel parcel, Delivery result) {
        DeliveryDue due = parcel.delivery().due();
        switch (result) {
            case Delivery.Sent sent -> {
                said(parcel, "sent").log("Alert delivered");
                return arrived(parcel, sent.reference());
            }
            case Delivery.Later later -> {
                said(parcel, "later")
                        .addKeyValue("waitSeconds", later.after().toSeconds())
                        .log("Alert waits");
                queue.again(due, shorter(later.after(), LONGEST_PATIENCE));
            }
            case Delivery.Gone gone -> {
                said(parcel, "gone").addKeyValue("why", gone.why()).log("Address is gone");
                deliveries.end(due, "gone");
            }
            case Delivery.Refused refused -> {
                said(parcel, "refused").addKeyValue("why", refused.why()).log("Alert refused");
                deliveries.end(due, "refused");
            }
        }
        return false;
    }

    private boolean arrived(Parcel parcel, String reference) {
        Arrival arrival = deliveries.arrived(parcel, reference);
        if (arrival.first() && parcel.alert().kind() == StoredAlert.Kind.EVENT) {
            metrics.first(parcel.alert().happenedAt(), arrival.at());
        }
        return arrival.more();
    }

    private LoggingEventBuilder said(Parcel parcel, String result) {
        StoredDelivery delivery = parcel.delivery();
        metrics.delivered(delivery.channel(), result);
        return log.atLevel(result.equals("sent") ? Level.INFO : Level.WARN)
                .addKeyValue("alert", parcel.alert().id())
                .addKeyValue("address", delivery.due().address())
                .addKeyValue("channel", AlertRowMapper.text(delivery.channel()))
                .addKeyValue("version", parcel.alert().version());
    }

    private static Duration backoff(int tries) {
        return shorter(Duration.ofSeconds(1L << Math.min(tries, MOST_DOUBLINGS)), LONGEST_WAIT);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
