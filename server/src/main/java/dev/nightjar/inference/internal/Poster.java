package dev.nightjar.inference.internal;

import org.jspecify.annotations.Nullable;

/** Keeps, of all pictures of a clip, the one that shows most; where nothing is recognised, the trigger's. */
final class Poster {

    private @Nullable Picture best;
    private double bestWeight = -1;
    private double bestDistance;

    /**
     * Considers a picture.
     *
     * @param triggerDistance how far from the trigger it is, in seconds
     */
    void consider(Picture picture, double weight, double triggerDistance) {
        boolean better = weight > bestWeight || (weight == bestWeight && triggerDistance < bestDistance);
        if (better) {
            best = picture;
            bestWeight = weight;
            bestDistance = triggerDistance;
        }
    }

    /** The JPEG of the best picture, drawn as it was seen. */
    byte[] jpeg() {
        if (best == null) {
            throw new IllegalStateException("No picture was considered");
        }
        return Jpeg.of(best);
    }
}
