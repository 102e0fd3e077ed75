package dev.nightjar.events;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts what becomes of events and how long each step of their path takes, once it is committed. Of clips that are
 * analysed anew only the first round is timed: the others begin when a person wants them.
 */
@Component
class EventMetrics {

    private static final String STEP = "nightjar.event.step";

    /** What a step longer than this tells of is a phone that was offline, and says nothing of the server. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final EventRows rows;
    private final MeterRegistry meters;
    private final DistributionSummary clipBytes;

    EventMetrics(EventRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.meters = meters;
        this.clipBytes = DistributionSummary.builder("nightjar.clip")
                .baseUnit("bytes")
                .description("clips that came, by their size")
                .register(meters);
    }

    @TransactionalEventListener
    void moved(EventMoved move) {
        StoredEvent stored = move.event();
        Event event = stored.event();
        EventTrace trace = event.trace();
        boolean analysed = event.state() == EventState.PROCESSING;
        if (!analysed) {
            count(event);
            step("triggerToAnnounced", trace.triggeredAt(), trace.announcedAt());
        } else if (stored.round() == 1 && trace.analysisStartedAt() == null) {
            count(event);
            step("announcedToUploaded", trace.announcedAt(), trace.uploadedAt());
            clipBytes.record(Objects.requireNonNull(event.clip()).bytes());
        } else if (isFirstTry(stored)) {
            step("uploadedToAnalysis", trace.uploadedAt(), trace.analysisStartedAt());
        }
    }

    @TransactionalEventListener
    void ended(EventEnded end) {
        rows.find(end.account(), end.event()).ifPresent(stored -> {
            Event event = stored.event();
            EventTrace trace = event.trace();
            count(event);
            boolean analysed = event.analysis().status() == Analysis.Status.DONE;
            if (stored.round() == 1 && analysed && event.state() == EventState.DONE) {
                step("analysisToDone", trace.analysisStartedAt(), trace.doneAt());
                step("triggerToDone", trace.triggeredAt(), trace.doneAt());
            }
        });
    }

    private void count(Event event) {
        meters.counter("nightjar.events", "state", event.state().text(), "reason", reason(event.analysis()))
                .increment();
    }

    /** Why it failed or was skipped: a code of ours, never words of anybody else. */
    private static String reason(Analysis analysis) {
        return Stream.of(analysis.code(), analysis.reason())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("none");
    }

    /** The clocks of phones may be wrong: what ends before it begins is left out. */
    private void step(String name, @Nullable Instant from, @Nullable Instant to) {
        if (from == null
                || to == null
                || to.isBefore(from)
                || from.plus(LONGEST).isBefore(to)) {
            return;
        }
        Timer.builder(STEP)
                .description("how long each step of an event's path took")
                .tag("step", name)
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(Duration.between(from, to));
    }

    private static boolean isFirstTry(StoredEvent stored) {
        return "1-1".equals(stored.attempt());
    }
}
