package dev.nightjar.inference.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the pictures of a clip, small, and chooses those that a model shall see: the trigger's, then those that differ most
 * from all that are chosen.
 */
final class VlmFrames implements PictureListener {

    /** So many are chosen even where nothing changes. */
    static final int FEWEST = 3;

    /** A mean difference of brightness, of 255, below which two pictures show the same. */
    private static final double SAME = 2.0;

    private static final int SKETCH_WIDTH = 32;
    private static final int SKETCH_HEIGHT = 18;

    private final int largestSide;
    private final List<Candidate> candidates = new ArrayList<>();

    VlmFrames(int largestSide) {
        this.largestSide = largestSide;
    }

    @Override
    public void seen(double seconds, Picture picture) {
        double scale = Math.min(1, (double) largestSide / Math.max(picture.width(), picture.height()));
        Picture small = scale == 1
                ? picture
                : Resampling.resample(picture, scaled(picture.width(), scale), scaled(picture.height(), scale));
        candidates.add(new Candidate(new VlmFrame(Telling.rounded(seconds), Jpeg.of(small)), sketch(small)));
    }

    /**
     * The chosen pictures, in the order of time.
     *
     * @param most how many at most
     */
    List<VlmFrame> chosen(double triggerSeconds, int most) {
        List<Candidate> left = new ArrayList<>(candidates);
        List<Candidate> chosen = new ArrayList<>();
        left.stream()
                .min(Comparator.comparingDouble(candidate -> Math.abs(candidate.frame.seconds() - triggerSeconds)))
                .ifPresent(first -> move(first, left, chosen));
        while (!left.isEmpty() && chosen.size() < most) {
            Candidate next = left.stream()
                    .max(Comparator.comparingDouble(candidate -> candidate.distance(chosen)))
                    .orElseThrow();
            if (chosen.size() >= FEWEST && next.distance(chosen) < SAME) {
                break;
            }
            move(next, left, chosen);
        }
        return chosen.stream()
                .map(Candidate::frame)
                .sorted(Comparator.comparingDouble(VlmFrame::seconds))
                .toList();
    }

    private static void move(Candidate candidate, List<Candidate> from, List<Candidate> to) {
        from.remove(candidate);
        to.add(candidate);
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    /** The brightness of a few fields of the picture. */
    private static int[] sketch(Picture picture) {
        byte[] pixels =
                Resampling.resample(picture, SKETCH_WIDTH, SKETCH_HEIGHT).pixels();
        int[] sketch = new int[pixels.length / 3];
        for (int i = 0; i < sketch.length; i++) {
            sketch[i] = ((pixels[3 * i] & 0xff) + (pixels[3 * i + 1] & 0xff) + (pixels[3 * i + 2] & 0xff)) / 3;
        }
        return sketch;
    }

    /** A picture with what it is compared by. */
    private static final class Candidate {

        private final VlmFrame frame;
        private final int[] sketch;

        Candidate(VlmFrame frame, int[] sketch) {
            this.frame = frame;
            this.sketch = sketch;
        }

        VlmFrame frame() {
            return frame;
        }

        /** How much it differs from the one that is most like it. */
        double distance(List<Candidate> others) {
            return others.stream().mapToDouble(this::distance).min().orElse(Double.MAX_VALUE);
        }

        private double distance(Candidate other) {
            long sum = 0;
            for (int i = 0; i < sketch.length; i++) {
                sum += Math.abs(sketch[i] - other.sketch[i]);
            }
            return (double) sum / sketch.length;
        }
    }
}
