package dev.nightjar.inference.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A kind of thing that a clip shows.
 *
 * @param confidence 0 to 1, of the picture in which it is clearest
 * @param firstSeconds when it was first seen, from the start of the clip
 * @param lastSeconds when it was last seen
 * @param count the most that were seen at once
 * @param frames how many of the pictures show it
 */
record Sighting(String name, double confidence, double firstSeconds, double lastSeconds, int count, int frames) {

    /** What is found with less than this is not counted at all. */
    static final double THRESHOLD = 0.30;

    /** What is not so reliable must be found with this much to count; see docs/detector.md for all of these figures. */
    private static final double THRESHOLD_OF_OTHERS = 0.40;

    private static final double CLEAR = 0.55;
    private static final double CLEAR_IN_PREVIEW = 0.45;
    private static final int CONFIRMED = 2;
    private static final double DOUBTFUL = 0.5;
    private static final int OFTEN = 4;

    /**
     * What is worth telling of a clip: found in two pictures, or clearly in one, and no scenery; people first, then animals,
     * vehicles and bags.
     */
    static List<Sighting> of(List<SeenFrame> frames) {
        return told(Scenery.without(frames), Sighting::threshold, CLEAR);
    }

    /**
     * What is worth telling of the frames of a preview. They lie too close together to tell what is scenery, so only what is
     * clear counts, of people and vehicles also what is in two frames.
     */
    static List<Sighting> ofPreview(List<SeenFrame> frames) {
        return told(frames, name -> Things.isReliable(name) ? THRESHOLD : CLEAR, CLEAR_IN_PREVIEW);
    }

    private static double threshold(String name) {
        return Things.isReliable(name) ? THRESHOLD : THRESHOLD_OF_OTHERS;
    }

    private static List<Sighting> told(List<SeenFrame> frames, ToDoubleFunction<String> threshold, double clear) {
        return frames.stream()
                .flatMap(frame -> frame.detections().stream())
                .map(Detection::name)
                .filter(Things::isTold)
                .distinct()
                .sorted(Comparator.comparingInt(Things::rank))
                .flatMap(name -> of(name, frames, threshold.applyAsDouble(name), clear).stream())
                .toList();
    }

    private static Optional<Sighting> of(String name, List<SeenFrame> frames, double threshold, double clear) {
        List<SeenFrame> showing = frames.stream()
                .filter(frame -> frame.confidence(name) >= threshold)
                .toList();
        double confidence = showing.stream()
                .mapToDouble(frame -> frame.confidence(name))
                .max()
                .orElse(0);
        if (showing.isEmpty() || (showing.size() < CONFIRMED && confidence < clear)) {
            return Optional.empty();
        }
        int count = showing.stream()
                .mapToInt(frame -> frame.count(name, threshold))
                .max()
                .orElse(0);
        double first = showing.getFirst().seconds();
        double last = showing.getLast().seconds();
        return Optional.of(new Sighting(name, confidence, first, last, count, showing.size()));
    }

    /** Whether it may be something else: never seen well, and not often. */
    boolean isDoubtful() {
        return confidence < DOUBTFUL && frames < OFTEN;
    }
}
