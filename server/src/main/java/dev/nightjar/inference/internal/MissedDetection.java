package dev.nightjar.inference.internal;

import java.util.Locale;
import java.util.Optional;

/**
 * A reference detection that was not found.
 *
 * @param nearest what was found of its class that has most in common with it
 */
record MissedDetection(ReferenceDetection reference, Optional<Detection> nearest) {

    @Override
    public String toString() {
        return "missed: %s %s, %s; %s"
                .formatted(
                        reference.file(),
                        reference.name(),
                        text(reference.score(), reference.box()),
                        nearest.map(this::compared).orElse("nothing near it"));
    }

    private String compared(Detection detection) {
        return String.format(
                Locale.ROOT,
                "nearest %s, overlap %.3f",
                text(detection.score(), detection.box()),
                detection.box().overlap(reference.box()));
    }

    private static String text(double score, Box box) {
        return String.format(
                Locale.ROOT, "score %.3f at [%.3f %.3f %.3f %.3f]", score, box.x1(), box.y1(), box.x2(), box.y2());
    }
}
