package dev.nightjar.ownership;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One method of one address of the interface.
 *
 * @param path with its parameters in braces
 * @param parameters of path and query
 * @param body the schema of each media type that it takes; empty when it takes no body
 */
public record Route(String method, String path, List<Parameter> parameters, Map<String, Map<String, Object>> body) {

    private static final Pattern BRACES = Pattern.compile("\\{([a-zA-Z]+)}");

    /** @param in {@code path} or {@code query} */
    public record Parameter(String name, String in, boolean required, Map<String, Object> schema) {}

    /** As it stands in tables: method and path. */
    public String name() {
        return method + " " + path;
    }

    /** The names of the path's parameters, in their order. */
    public List<String> inPath() {
        return BRACES.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** The path with its parameters filled in. */
    public String at(Map<String, String> values) {
        return BRACES.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "1")));
    }

    /** Whether a body of that media type is taken. */
    public boolean takes(String mediaType) {
        return body.containsKey(mediaType);
    }

    /** What a body of that media type has to be. */
    public Map<String, Object> schema(String mediaType) {
        return Objects.requireNonNull(body.get(mediaType), mediaType);
    }
}
