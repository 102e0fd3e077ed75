package dev.nightjar.inference.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A few small pictures of a clip side by side, evenly spread over it: what happened, at a glance. */
final class Strip {

    private static final int MOST = 8;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    private final List<Picture> considered = new ArrayList<>();

    /** Considers a picture, in the order of time. Its place is 160 × 90 whatever its form; black fills the rest. */
    void consider(Picture picture) {
        double scale = Math.min((double) WIDTH / picture.width(), (double) HEIGHT / picture.height());
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        considered.add(Resampling.resample(picture, width, height));
    }

    /** How many pictures it has. */
    int frames() {
        return Math.min(MOST, considered.size());
    }

    /** The JPEG of all of them in one row. */
    byte[] jpeg() {
        if (considered.isEmpty()) {
            throw new IllegalStateException("No picture was considered");
        }
        return Jpeg.of(row(IntStream.range(0, frames()).mapToObj(this::chosen).toList()));
    }

    /** The first and the last are among them. */
    private Picture chosen(int index) {
        int last = considered.size() - 1;
        return considered.get(frames() == 1 ? 0 : Math.round((float) index * last / (frames() - 1)));
    }

    private static Picture row(List<Picture> pictures) {
        int width = pictures.size() * WIDTH;
        byte[] pixels = new byte[width * HEIGHT * 3];
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            int left = i * WIDTH + (WIDTH - picture.width()) / 2;
            int top = (HEIGHT - picture.height()) / 2;
            int line = picture.width() * 3;
            for (int y = 0; y < picture.height(); y++) {
                System.arraycopy(picture.pixels(), y * line, pixels, ((top + y) * width + left) * 3, line);
            }
        }
        return new Picture(width, HEIGHT, pixels);
    }
}
