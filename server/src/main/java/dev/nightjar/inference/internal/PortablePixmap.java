package dev.nightjar.inference.internal;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads binary portable pixmaps, one after the other: pictures that say themselves how large they are. */
final class PortablePixmap {

    private static final int LONGEST_NUMBER = 5;

    private PortablePixmap() {}

    /**
     * The next picture; null where none follows, or one that is broken off, not a pixmap of 256 levels, or too large.
     *
     * @param longestSide in pixels
     */
    static @Nullable Picture read(InputStream input, int longestSide) throws IOException {
        if (input.read() != 'P' || input.read() != '6' || input.read() != '\n') {
            return null;
        }
        int width = number(input);
        int height = number(input);
        int levels = number(input);
        if (width < 1 || height < 1 || width > longestSide || height > longestSide || levels != 255) {
            return null;
        }
        byte[] pixels = input.readNBytes(width * height * 3);
        return pixels.length < width * height * 3 ? null : new Picture(width, height, swapped(pixels));
    }

    /** A number and the one blank after it; -1 for anything else. */
    private static int number(InputStream input) throws IOException {
        int number = 0;
        for (int i = 0; i <= LONGEST_NUMBER; i++) {
            int next = input.read();
            if (next == ' ' || next == '\n') {
                return i == 0 ? -1 : number;
            }
            if (next < '0' || next > '9') {
                return -1;
            }
            number = number * 10 + (next - '0');
        }
        return -1;
    }

    /** Red, green, blue to blue, green, red, in place. */
    private static byte[] swapped(byte[] pixels) {
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            byte red = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = red;
        }
        return pixels;
    }
}
