package dev.nightjar.inference.internal;

/**
 * Brings a picture to another size the way the network was measured with: a picture more than twice too large is halved
 * first, so that no pixel of it is skipped, and the rest is a mix of neighbouring pixels.
 */
final class Resampling {

    private final Picture from;
    private final Line across;
    private final Line down;

    private Resampling(Picture from, int width, int height) {
        this.from = from;
        this.across = Line.of(from.width(), width);
        this.down = Line.of(from.height(), height);
    }

    /** The picture in the given size, at least 1 × 1. */
    static Picture resample(Picture picture, int width, int height) {
        Picture from = picture;
        while (from.width() > 2 * width && from.height() > 2 * height) {
            from = new Resampling(from, half(from.width()), half(from.height())).mix();
        }
        return new Resampling(from, width, height).mix();
    }

    private static int half(int length) {
        return (length + 1) / 2;
    }

    private Picture mix() {
        byte[] result = new byte[across.first.length * down.first.length * 3];
        for (int y = 0; y < down.first.length; y++) {
            mixRow(y, result);
        }
        return new Picture(across.first.length, down.first.length, result);
    }

    private void mixRow(int y, byte[] result) {
        byte[] pixels = from.pixels();
        int upper = down.first[y] * from.width() * 3;
        int lower = down.second[y] * from.width() * 3;
        int target = y * across.first.length * 3;
        for (int x = 0; x < across.first.length; x++) {
            int first = across.first[x] * 3;
            int second = across.second[x] * 3;
            for (int colour = 0; colour < 3; colour++) {
                float above = between(pixels[upper + first + colour], pixels[upper + second + colour], across.share[x]);
                float below = between(pixels[lower + first + colour], pixels[lower + second + colour], across.share[x]);
                result[target++] = (byte) (above + (below - above) * down.share[y] + 0.5f);
            }
        }
    }

    private static float between(byte first, byte second, float share) {
        int start = first & 0xff;
        return start + ((second & 0xff) - start) * share;
    }

    /** Between which two old pixels each new pixel of a line lies, and how far from the first. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one picture and is never compared
    private record Line(int[] first, int[] second, float[] share) {

        static Line of(int from, int to) {
            Line line = new Line(new int[to], new int[to], new float[to]);
            for (int i = 0; i < to; i++) {
                double position = Math.clamp((i + 0.5) * from / to - 0.5, 0, from - 1);
                line.first[i] = (int) position;
                line.second[i] = Math.min(line.first[i] + 1, from - 1);
                line.share[i] = (float) (position - line.first[i]);
            }
            return line;
        }
    }
}
