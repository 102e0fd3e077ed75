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

    /** Draws the picture into its letterbox. */
    byte[] draw() {
        byte[] result = new byte[width * height * 3];
        Picture fitted = Resampling.resample(picture, scaled(picture.width(), scale), scaled(picture.height(), scale));
        int row = fitted.width() * 3;
        for (int y = 0; y < fitted.height(); y++) {
            System.arraycopy(fitted.pixels(), y * row, result, ((top + y) * width + left) * 3, row);
        }
        return result;
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
}
