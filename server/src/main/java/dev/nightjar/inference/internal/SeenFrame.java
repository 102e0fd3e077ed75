package dev.nightjar.inference.internal;

import java.util.List;

/**
 * One picture of a clip after the detector has looked at it.
 *
 * @param seconds from the start of the clip
 * @param detections best first; several may be of one kind
 */
record SeenFrame(double seconds, List<Detection> detections) {

    /** How sure the detector is of a kind of thing in this picture, 0 when it found none. */
    double confidence(String name) {
        return detections.stream()
                .filter(detection -> detection.name().equals(name))
                .mapToDouble(Detection::score)
                .max()
                .orElse(0);
    }

    /** How many of a kind there are, found with at least that much. */
    int count(String name, double threshold) {
        return (int) detections.stream()
                .filter(detection -> detection.name().equals(name) && detection.score() >= threshold)
                .count();
    }

    /** How much there is to see of what is told to people. */
    double weight() {
        return detections.stream()
                .filter(detection -> Things.isTold(detection.name()))
                .mapToDouble(Detection::score)
                .sum();
    }
}
