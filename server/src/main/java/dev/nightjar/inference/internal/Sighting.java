package dev.nightjar.inference.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    private static final double CLEAR = 0.55;
    private static final int CONFIRMED = 2;
    private static final double DOUBTFUL = 0.5;
    private static final int OFTEN = 4;

    /**
     * What is worth telling of a clip: found in two pictures, or clearly in one; people first, then animals, vehicles and
     * bags.
     */
    static List<Sighting> of(List<SeenFrame> frames) {
        return frames.stream()
                .flatMap(frame -> frame.detections().stream())
                .map(Detection::name)
                .filter(Things::isTold)
                .distinct()
                .sorted(Comparator.comparingInt(Things::rank))
                .flatMap(name -> of(name, frames).stream())
                .toList();
    }

    private static Optional<Sighting> of(String name, List<SeenFrame> frames) {
        List<SeenFrame> showing = frames.stream()
                .filter(frame -> frame.confidence(name) >= THRESHOLD)
                .toList();
        double confidence = showing.stream()
                .mapToDouble(frame -> frame.confidence(name))
                .max()
                .orElse(0);
        if (showing.size() < CONFIRMED && confidence < CLEAR) {
            return Optional.empty();
        }
        int count = showing.stream().mapToInt(frame -> frame.count(name)).max().orElse(0);
        double first = showing.getFirst().seconds();
        double last = showing.getLast().seconds();
        return Optional.of(new Sighting(name, confidence, first, last, count, showing.size()));
    }

    /** Whether it may be something else: never seen well, and not often. */
    boolean isDoubtful() {
        return confidence < DOUBTFUL && frames < OFTEN;
    }
}
