package dev.nightjar.inference.internal;

/**
 * Fits a picture into the size that the detector takes: its sides keep their ratio, it lies in the centre, and black fills
 * the rest, as when the network was measured. Another placement costs a third of the detections.
 *
 * @param width of the result; a multiple of 32, as the height is
 * @param scale result pixels for each pixel of the picture
 * @param left columns of black before the picture
 * @param top rows of black above it
 */
record Letterbox(Picture picture, int width, int height, double scale, int left, int top) {

    private static final int LONG_SIDE = 640;
    private static final int SHORT_SIDE = 384;

    /** A letterbox of 640 × 384, or for an upright picture of 384 × 640. */
    static Letterbox around(Picture picture) {
        return picture.height() > picture.width()
                ? of(picture, SHORT_SIDE, LONG_SIDE)
                : of(picture, LONG_SIDE, SHORT_SIDE);
    }

    /** A letterbox of 640 × 384 whatever the picture, as the published figures were measured. */
    static Letterbox lying(Picture picture) {
        return of(picture, LONG_SIDE, SHORT_SIDE);
    }

    private static Letterbox of(Picture picture, int width, int height) {
        double scale = Math.min((double) width / picture.width(), (double) height / picture.height());
        int left = (width - scaled(picture.width(), scale)) / 2;
        int top = (height - scaled(picture.height(), scale)) / 2;
        return new Letterbox(picture, width, height, scale, left, top);
    }

    /** Draws the picture into its letterbox, between neighbouring pixels: what the network was measured with. */
    byte[] draw() {
        byte[] result = new byte[width * height * 3];
        Line across = Line.of(picture.width(), scaled(picture.width(), scale));
        Line down = Line.of(picture.height(), scaled(picture.height(), scale));
        for (int y = 0; y < down.first.length; y++) {
            drawRow(across, down, y, result);
        }
        return result;
    }

    private void drawRow(Line across, Line down, int y, byte[] result) {
        byte[] pixels = picture.pixels();
        int upper = down.first[y] * picture.width() * 3;
        int lower = down.second[y] * picture.width() * 3;
        int target = ((top + y) * width + left) * 3;
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

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    /** A box given in the letterbox's pixels, as shares of the picture's own sides. */
    Box toPicture(double x1, double y1, double x2, double y2) {
        return new Box(
                share((x1 - left) / scale, picture.width()),
                share((y1 - top) / scale, picture.height()),
                share((x2 - left) / scale, picture.width()),
                share((y2 - top) / scale, picture.height()));
    }

    private static double share(double position, int length) {
        return Math.clamp(position / length, 0.0, 1.0);
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
