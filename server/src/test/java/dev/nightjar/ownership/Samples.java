package dev.nightjar.ownership;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes bodies that their schema allows: all that is required, with values that are known where the name is. */
public final class Samples {

    private static final String ID = "00000000-0000-7000-8000-000000000000";
    private static final String TIME = "2026-03-01T08:00:06.000Z";

    private final Description description;

    public Samples(Description description) {
        this.description = description;
    }

    /**
     * A value that the schema allows.
     *
     * @param known values for properties of these names, wherever they stand
     */
    public Object of(Map<String, Object> named, Map<String, String> known) {
        return make(named, known, false);
    }

    /** The same, with all that is optional as well, and one item in each list. */
    public Object whole(Map<String, Object> named, Map<String, String> known) {
        return make(named, known, true);
    }

    private Object make(Map<String, Object> named, Map<String, String> known, boolean whole) {
        Map<String, Object> schema = description.resolve(named);
        List<Object> words = Description.list(schema.get("enum"));
        if (!words.isEmpty()) {
            return words.getFirst();
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(schema, known, whole);
            case "array" -> whole ? List.of(make(Description.map(schema.get("items")), known, true)) : List.of();
            case "integer" -> number(schema).longValue();
            case "number" -> number(schema);
            case "boolean" -> false;
            default -> text(schema);
        };
    }

    private Map<String, Object> object(Map<String, Object> schema, Map<String, String> known, boolean whole) {
        Map<String, Object> made = new LinkedHashMap<>();
        List<Object> required = Description.list(schema.get("required"));
        Description.map(schema.get("properties")).forEach((name, property) -> {
            String given = known.get(name);
            if (given != null) {
                made.put(name, given);
            } else if (whole || required.contains(name)) {
                made.put(name, make(Description.map(property), known, whole));
            }
        });
        return made;
    }

    private static Double number(Map<String, Object> schema) {
        if (schema.get("exclusiveMinimum") instanceof Number beyond) {
            return beyond.doubleValue() + 1;
        }
        return schema.get("minimum") instanceof Number least ? least.doubleValue() : 0.0;
    }

    private static String text(Map<String, Object> schema) {
        return switch (String.valueOf(schema.get("format"))) {
            case "uuid" -> ID;
            case "date-time" -> TIME;
            default -> String.valueOf(schema.get("pattern")).contains("{64}") ? "a".repeat(64) : "sample";
        };
    }
}
