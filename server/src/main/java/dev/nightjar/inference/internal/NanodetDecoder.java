package dev.nightjar.inference.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what NanoDet answers: for each cell of three grids 80 scores, and for each side of a box eleven bins of distance. */
final class NanodetDecoder {

    private static final int[] STRIDES = {8, 16, 32};
    private static final int SIDES = 4;
    private static final int BINS = 11;
    private static final int CLASSES = Things.NAMES.size();

    private final FloatBuffer scores;
    private final FloatBuffer distances;
    private final Letterbox letterbox;

    /**
     * @param scores cells × 80, 0 to 1
     * @param distances cells × 44: left, top, right, bottom, in strides
     */
    NanodetDecoder(FloatBuffer scores, FloatBuffer distances, Letterbox letterbox) {
        this.scores = scores;
        this.distances = distances;
        this.letterbox = letterbox;
    }

    /** What each cell is surest of, from a score on; several cells still report the same thing. */
    List<Detection> decode(double threshold) {
        List<Detection> found = new ArrayList<>();
        int cell = 0;
        for (int stride : STRIDES) {
            int columns = letterbox.width() / stride;
            int cells = columns * (letterbox.height() / stride);
            for (int i = 0; i < cells; i++, cell++) {
                int best = best(cell);
                float score = scores.get(cell * CLASSES + best);
                if (score >= threshold) {
                    Box box = box(cell, (i % columns + 0.5) * stride, (i / columns + 0.5) * stride, stride);
                    found.add(new Detection(Things.NAMES.get(best), score, box));
                }
            }
        }
        return found;
    }

    private int best(int cell) {
        int best = 0;
        for (int candidate = 1; candidate < CLASSES; candidate++) {
            if (scores.get(cell * CLASSES + candidate) > scores.get(cell * CLASSES + best)) {
                best = candidate;
            }
        }
        return best;
    }

    private Box box(int cell, double x, double y, int stride) {
        double[] sides = new double[SIDES];
        for (int side = 0; side < SIDES; side++) {
            sides[side] = stride * mean((cell * SIDES + side) * BINS);
        }
        return letterbox.toPicture(x - sides[0], y - sides[1], x + sides[2], y + sides[3]);
    }

    /** The mean of the distribution that the softmax of the bins is. */
    private double mean(int offset) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < BINS; bin++) {
            highest = Math.max(highest, distances.get(offset + bin));
        }
        double sum = 0;
        double weighted = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double weight = Math.exp(distances.get(offset + bin) - highest);
            sum += weight;
            weighted += weight * bin;
        }
        return weighted / sum;
    }
}
