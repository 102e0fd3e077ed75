package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code labels.tsv}.
 *
 * @param present for each class whether it is in the picture; a class that was left open is not here
 */
record LabelledPicture(String file, Map<String, Boolean> present) {

    private static final String LEFT_OPEN = "?";
    private static final String NONE = "0";

    /** Reads the file; its first line names the classes. */
    static List<LabelledPicture> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.getFirst().split("\t", -1);
        List<LabelledPicture> pictures = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank() && !line.startsWith("#")) {
                pictures.add(parse(line.split("\t", -1), names));
            }
        }
        return pictures;
    }

    private static LabelledPicture parse(String[] fields, String[] names) {
        Map<String, Boolean> present = new LinkedHashMap<>();
        for (int i = 1; i < Math.min(names.length, fields.length); i++) {
            if (!fields[i].equals(LEFT_OPEN)) {
                present.put(names[i].strip(), !fields[i].equals(NONE));
            }
        }
        return new LabelledPicture(fields[0], present);
    }
}
