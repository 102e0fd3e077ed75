package dev.nightjar.inference.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A thing that the detector found in one picture.
 *
 * @param name one of {@link Things}
 * @param score 0 to 1
 */
record Detection(String name, double score, Box box) {

    /** Two boxes of one kind that have more in common than this are the same thing. */
    private static final double SAME = 0.5;

    /** Leaves of several detections of the same thing the best one; the result is ordered by score, best first. */
    static List<Detection> distinct(List<Detection> detections) {
        List<Detection> kept = new ArrayList<>();
        detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(candidate -> kept.stream().noneMatch(candidate::isSameAs))
                .forEach(kept::add);
        return kept;
    }

    /** The same detection by the name that we use. */
    Detection merged() {
        return new Detection(Things.nameOf(name), score, box);
    }

    private boolean isSameAs(Detection other) {
        return name.equals(other.name) && box.overlap(other.box) > SAME;
    }
}
