package dev.nightjar.inference.internal;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * A picture of three bytes for each pixel: blue, green, red; row by row from the top.
 *
 * @param pixels width × height × 3 bytes; not copied, so whoever makes the picture must leave them alone
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of megabytes for each frame would be too much
record Picture(int width, int height, byte[] pixels) {

    Picture {
        if (pixels.length != width * height * 3) {
            throw new IllegalArgumentException(
                    "A picture of %d × %d has not %d bytes".formatted(width, height, pixels.length));
        }
    }

    /** Copies any image, on black where it is transparent. */
    static Picture of(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return new Picture(copy.getWidth(), copy.getHeight(), pixelsOf(copy));
    }

    /** The same picture for Java's own image writers. */
    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(pixels, 0, pixelsOf(image), 0, pixels.length);
        return image;
    }

    private static byte[] pixelsOf(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
