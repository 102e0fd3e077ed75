package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the detector on hand-labelled pictures: for each class how often it is found where it is, and where it is not.
 * Run as {@code java -cp … dev.nightjar.inference.internal.LabelsBench DIR}; the last line is one JSON object. Where
 * the folder has {@code reference-detections.tsv}, it is compared with what another run of the same network found in the
 * pictures before they were compressed, and each detection that is missed is named.
 */
final class LabelsBench {

    private static final double THRESHOLD = 0.30;

    private LabelsBench() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1 || !Files.isRegularFile(Path.of(arguments[0], "labels.tsv"))) {
            System.err.println("Usage: bench labels DIR, where DIR holds labels.tsv and the pictures that it names.");
            System.exit(2);
            return;
        }
        Result result = measure(Path.of(arguments[0]));
        result.missed().forEach(System.out::println);
        System.out.println(JsonMapper.builder().build().writeValueAsString(result.summary()));
    }

    /** Looks at all pictures of the folder. */
    static Result measure(Path folder) throws IOException {
        List<LabelledPicture> pictures = LabelledPicture.read(folder.resolve("labels.tsv"));
        Map<String, List<Detection>> found = detect(folder, pictures);
        Path file = folder.resolve("reference-detections.tsv");
        List<ReferenceDetection> references = Files.exists(file) ? ReferenceDetection.read(file) : List.of();
        return new Result(score(pictures, found), references.size(), missed(references, found));
    }

    private static List<MissedDetection> missed(
            List<ReferenceDetection> references, Map<String, List<Detection>> found) {
        List<MissedDetection> missed = new ArrayList<>();
        for (ReferenceDetection reference : references) {
            List<Detection> detections = found.getOrDefault(reference.file(), List.of());
            if (!reference.isMatchedBy(detections)) {
                missed.add(new MissedDetection(reference, reference.nearest(detections)));
            }
        }
        return missed;
    }

    private static Map<String, List<Detection>> detect(Path folder, List<LabelledPicture> pictures) throws IOException {
        Map<String, List<Detection>> found = new LinkedHashMap<>();
        try (NanodetModel model = NanodetModel.open()) {
            for (LabelledPicture picture : pictures) {
                Picture pixels =
                        Picture.of(ImageIO.read(folder.resolve(picture.file()).toFile()));
                found.put(picture.file(), model.detectClasses(Letterbox.lying(pixels), ReferenceDetection.LOWEST));
            }
        }
        return found;
    }

    private static Map<String, ClassScore> score(List<LabelledPicture> pictures, Map<String, List<Detection>> found) {
        Map<String, ClassScore> scores = new LinkedHashMap<>();
        for (LabelledPicture picture : pictures) {
            List<Detection> detections = found.getOrDefault(picture.file(), List.of());
            picture.present().forEach((name, present) -> {
                boolean seen = detections.stream()
                        .anyMatch(detection -> detection.score() >= THRESHOLD
                                && Things.nameOf(detection.name()).equals(name));
                scores.merge(name, ClassScore.of(present, seen), ClassScore::plus);
            });
        }
        return scores;
    }

    /**
     * What was measured.
     *
     * @param compared how many reference detections there are
     * @param missed those of them that were not found
     */
    record Result(Map<String, ClassScore> classes, int compared, List<MissedDetection> missed) {

        /** The last line: the classes, and where there is a reference how much of it was found. */
        Map<String, Object> summary() {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("classes", classes);
            if (compared > 0) {
                summary.put("reference", new ReferenceScore(compared - missed.size(), compared));
            }
            return summary;
        }
    }

    /** How many of the reference detections were matched. */
    record ReferenceScore(int matched, int total) {}

    /** How a class fared: pictures that have it, those of them where it was found, and those without where it was. */
    record ClassScore(int present, int found, double recall, int false_pictures) {

        static ClassScore of(boolean present, boolean found) {
            return counted(present ? 1 : 0, present && found ? 1 : 0, !present && found ? 1 : 0);
        }

        ClassScore plus(ClassScore other) {
            return counted(present + other.present, found + other.found, false_pictures + other.false_pictures);
        }

        private static ClassScore counted(int present, int found, int falsePictures) {
            double recall = present == 0 ? 0 : Math.round(1000.0 * found / present) / 1000.0;
            return new ClassScore(present, found, recall, falsePictures);
        }
    }
}
