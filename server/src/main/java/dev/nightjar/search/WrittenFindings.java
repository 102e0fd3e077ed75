package dev.nightjar.search;

import dev.nightjar.inference.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings and questions that were written by hand to measure the search with; see tools/bench/search. */
final class WrittenFindings {

    private WrittenFindings() {}

    /**
     * An event as somebody wrote it.
     *
     * @param name by which questions name it
     * @param trigger motion, sound or both
     */
    record Written(String name, String camera, String trigger, Findings findings) {}

    /**
     * A question with the events that answer it.
     *
     * @param grades 3 is what was looked for, 2 answers it too, 1 has something to do with it
     */
    record Question(String text, Map<String, Integer> grades) {}

    static List<Written> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(WrittenFindings::written).toList();
    }

    static List<Question> questions(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(WrittenFindings::question).toList();
    }

    private static Written written(String line) {
        String[] parts = line.split("\\|", -1);
        List<Findings.Label> labels = texts(parts[3], ",").stream()
                .map(text -> text.split(":", -1))
                .map(label -> new Findings.Label(label[0], 0.8, 1, label.length > 1 ? Integer.parseInt(label[1]) : 1))
                .toList();
        List<Findings.Observation> observations = texts(parts[7], ";").stream()
                .map(text -> text.split(" ", 2))
                .map(seen -> new Findings.Observation(Double.parseDouble(seen[0]), seen[1]))
                .toList();
        Findings findings = new Findings(
                labels, parts[6], parts[5], observations, Integer.parseInt(parts[4]), List.of(), "bench", "none", 8, 1);
        String trigger = switch (parts[2]) {
            case "m" -> "motion";
            case "s" -> "sound";
            default -> "both";
        };
        return new Written(parts[0], parts[1], trigger, findings);
    }

    private static Question question(String line) {
        String[] parts = line.split("\\|", -1);
        Map<String, Integer> grades = new LinkedHashMap<>();
        for (String grade : parts[1].split(" ", -1)) {
            String[] pair = grade.split("=", -1);
            grades.put(pair[0], Integer.parseInt(pair[1]));
        }
        return new Question(parts[0], grades);
    }

    private static List<String> texts(String text, String separator) {
        return text.isEmpty() ? new ArrayList<>() : Arrays.asList(text.split(separator, -1));
    }
}
