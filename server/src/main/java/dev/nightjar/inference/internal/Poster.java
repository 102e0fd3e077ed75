package dev.nightjar.inference.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps, of all pictures of a clip, the one that shows most; where nothing is recognised, the trigger's. */
final class Poster {

    private static final float QUALITY = 0.82f;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(best.toImage(), null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
