package dev.nightjar.inference.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEG files of drawn pictures, and some that no camera makes. */
final class DrawnJpeg {

    /** One code of one bit: a run of blocks that end, whose length follows in 14 bits. */
    private static final byte[] RUNS = hex("ffc4 0014 10 01000000000000000000000000000000 e0");

    /** A scan of 13 bytes that refines every block of the first component by nothing. */
    private static final byte[] EMPTY_SCAN = hex("ffda 0008 01 01 00 013f 10 7f ff00");

    private static final int MARKER = 2;

    private DrawnJpeg() {}

    static byte[] of(BufferedImage image) {
        return write(image, ImageWriteParam.MODE_DISABLED);
    }

    /** A progressive picture of one colour that goes over all its blocks again and again, until it has that many bytes. */
    static byte[] ofManyScans(int side, int bytes) {
        BufferedImage plain = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        byte[] honest = write(plain, ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(honest, 0, honest.length - MARKER);
        bomb.writeBytes(RUNS);
        while (bomb.size() + EMPTY_SCAN.length + MARKER <= bytes) {
            bomb.writeBytes(EMPTY_SCAN);
        }
        bomb.write(honest, honest.length - MARKER, MARKER);
        return bomb.toByteArray();
    }

    /** The same bytes, which claim another size. */
    static byte[] sized(byte[] jpeg, int width, int height) {
        byte[] changed = jpeg.clone();
        int frame = 0;
        while ((changed[frame] & 0xff) != 0xff || (changed[frame + 1] & 0xff) != 0xc0) {
            frame++;
        }
        int[] size = {height >> 8, height, width >> 8, width};
        for (int i = 0; i < size.length; i++) {
            changed[frame + 5 + i] = (byte) size[i];
        }
        return changed;
    }

    private static byte[] write(BufferedImage image, int progressive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(progressive);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
