package dev.nightjar.inference.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A line of {@code reference-detections.tsv}: what the same network found when somebody else ran it. */
record ReferenceDetection(String file, String name, double score, Box box) {

    /** Detections below the score that is compared may still match one above it. */
    static final double LOWEST = 0.25;

    private static final double COMPARED = 0.35;
    private static final double SCORE_TOLERANCE = 0.05;
    private static final double OVERLAP = 0.8;

    /** Reads the detections that are strong enough to be compared; the pictures lie beside the file. */
    static List<ReferenceDetection> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> parse(line.split("\t", -1), file.resolveSibling(line.split("\t", -1)[0])))
                .filter(detection -> detection.score >= COMPARED)
                .toList();
    }

    boolean isMatchedBy(List<Detection> detections) {
        return detections.stream()
                .anyMatch(detection -> detection.name().equals(name)
                        && Math.abs(detection.score() - score) <= SCORE_TOLERANCE
                        && detection.box().overlap(box) >= OVERLAP);
    }

    /** Which detection of the same class has most in common with this one; nothing where none touches it. */
    Optional<Detection> nearest(List<Detection> detections) {
        return detections.stream()
                .filter(detection ->
                        detection.name().equals(name) && detection.box().overlap(box) > 0)
                .max(Comparator.comparingDouble(detection -> detection.box().overlap(box)));
    }

    private static ReferenceDetection parse(String[] fields, Path picture) {
        double[] numbers = new double[4];
        int[] size = size(picture);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(fields[3 + i]) / size[i % 2];
        }
        Box box = new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
        return new ReferenceDetection(fields[0], fields[1], Double.parseDouble(fields[2]), box);
    }

    private static int[] size(Path picture) {
        try (ImageInputStream input = ImageIO.createImageInputStream(picture.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(input).next();
            reader.setInput(input);
            return new int[] {reader.getWidth(0), reader.getHeight(0)};
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
