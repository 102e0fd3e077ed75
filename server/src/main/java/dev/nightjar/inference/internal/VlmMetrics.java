package dev.nightjar.inference.internal;

import dev.nightjar.inference.Findings;
import dev.nightjar.inference.VisionHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what asking a model came to, how long it took, and what it cost. */
final class VlmMetrics {

    private final MeterRegistry meters;
    private final VisionHealth health;

    VlmMetrics(MeterRegistry meters, VisionHealth health) {
        this.meters = meters;
        this.health = health;
    }

    /** @param outcome {@code told}, or the code of a failure */
    void asked(String outcome, Duration took, VlmTally tally) {
        health.asked(outcome.equals("told"));
        Timer.builder("nightjar.vlm")
                .description("how long asking the vision model about a clip took, by what came of it")
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
        meters.counter("nightjar.vlm.requests").increment(tally.requests());
        Findings.Tokens tokens = tally.tokens();
        if (tokens != null) {
            meters.counter("nightjar.vlm.tokens", "kind", "prompt").increment(tokens.prompt());
            meters.counter("nightjar.vlm.tokens", "kind", "completion").increment(tokens.completion());
        }
    }
}
