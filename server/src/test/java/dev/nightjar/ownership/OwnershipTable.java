package dev.nightjar.ownership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in {@code docs/ownership.md}: for each route, what each caller is answered. */
public record OwnershipTable(Map<String, List<String>> rows) {

    private static final Path FILE = Path.of("..", "docs", "ownership.md");

    /** Reads the file. */
    public static OwnershipTable read() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `")) {
                rows.put(
                        cells[1].strip().replace("`", ""),
                        Arrays.stream(cells, 2, cells.length - 1)
                                .map(String::strip)
                                .toList());
            }
        }
        return new OwnershipTable(rows);
    }

    Set<String> routes() {
        return rows.keySet();
    }

    /** What the table says of the route; nothing when it has no row of it. */
    List<String> answers(String route) {
        return rows.getOrDefault(route, List.of());
    }

    /** Somebody whom the route serves; nobody when it serves everyone alike. */
    public Caller whoMay(String route) {
        List<String> answers = answers(route);
        return Stream.of(Caller.OWNER, Caller.OWN_DEVICE, Caller.OPERATOR)
                .filter(caller ->
                        answers.size() > caller.ordinal() && Integer.parseInt(answers.get(caller.ordinal())) < 400)
                .findFirst()
                .orElse(Caller.NOBODY);
    }

    static String head() {
        List<String> callers = Stream.of(Caller.values()).map(Caller::words).toList();
        return line("route", callers) + "\n"
                + line("---", callers.stream().map(caller -> "---").toList());
    }

    static String row(String route, List<String> answers) {
        return line("`" + route + "`", answers);
    }

    private static String line(String first, List<String> cells) {
        return Stream.concat(Stream.of(first), cells.stream()).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
