package dev.nightjar.inference.internal;

import java.util.List;

/**
 * What belongs to the place: a thing that stays where it is did not make the event, and what the network takes for a bird
 * or a cow stays where it is. People count wherever they are.
 */
final class Scenery {

    /** As long as this in one place, and a thing is scenery. */
    private static final double STAYS_SECONDS = 1;

    /** Two boxes of one kind that have more in common are in one place. */
    private static final double SAME_PLACE = 0.5;

    private Scenery() {}

    /** The same pictures without their scenery. */
    static List<SeenFrame> without(List<SeenFrame> frames) {
        return frames.stream()
                .map(frame -> new SeenFrame(
                        frame.seconds(),
                        frame.detections().stream()
                                .filter(detection -> !stays(detection, frame.seconds(), frames))
                                .toList()))
                .toList();
    }

    private static boolean stays(Detection detection, double seconds, List<SeenFrame> frames) {
        if (detection.name().equals(Things.PERSON)) {
            return false;
        }
        return frames.stream()
                .filter(other -> Math.abs(other.seconds() - seconds) >= STAYS_SECONDS)
                .flatMap(other -> other.detections().stream())
                .anyMatch(other ->
                        other.name().equals(detection.name()) && other.box().overlap(detection.box()) > SAME_PLACE);
    }
}
