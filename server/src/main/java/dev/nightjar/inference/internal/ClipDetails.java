package dev.nightjar.inference.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a clip says about its pictures, before any is decoded.
 *
 * @param width of a picture as it is shown, in pixels
 * @param durationSeconds from the first picture to the end of the last
 * @param frameSeconds when each picture is shown, in order, counted from the first
 */
record ClipDetails(int width, int height, double durationSeconds, List<Double> frameSeconds) {

    /**
     * Which pictures to look at: evenly spread, the trigger's among them.
     *
     * @return positions in {@link #frameSeconds}, ascending, at least one
     */
    List<Integer> sample(double triggerSeconds, double framesPerSecond, int framesAtMost) {
        double[] times = frameSeconds.stream().mapToDouble(Double::doubleValue).toArray();
        double last = times[times.length - 1];
        double interval = Math.max(1 / framesPerSecond, last / framesAtMost);
        double trigger = Math.clamp(triggerSeconds, 0.0, last);
        double first = trigger - Math.floor(trigger / interval) * interval;
        return IntStream.iterate(0, i -> first + i * interval <= last, i -> i + 1)
                .map(i -> nearest(times, first + i * interval))
                .distinct()
                .limit(framesAtMost)
                .boxed()
                .toList();
    }

    private static int nearest(double[] times, double time) {
        int position = Arrays.binarySearch(times, time);
        if (position >= 0) {
            return position;
        }
        int after = Math.min(-position - 1, times.length - 1);
        int before = Math.max(after - 1, 0);
        return time - times[before] <= times[after] - time ? before : after;
    }
}
