package dev.nightjar.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Counts what becomes of alerts, and how long people wait for the first. */
@Component
class AlertMetrics {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(6),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry meters;

    AlertMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Something became of a message.
     *
     * @param result {@code sent}, {@code later}, {@code gone}, {@code refused} or {@code noAnswer}
     */
    void delivered(ChannelKind channel, String result) {
        meters.counter("nightjar.alerts", "channel", AlertRowMapper.text(channel), "result", result)
                .increment();
    }

    /** An event's first alert arrived. Phones' clocks may be wrong, and phones away: what took that long is left out. */
    void first(Instant happenedAt, Instant toldAt) {
        Duration took = Duration.between(happenedAt, toldAt);
        if (took.isNegative() || took.compareTo(LONGEST) > 0) {
            return;
        }
        Timer.builder("nightjar.alert.first")
                .description("from the trigger to the arrival of the first alert")
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(took);
    }
}
