package dev.nightjar.ownership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The committed description of the HTTP interface, {@code api/openapi.yaml}. */
public final class Description {

    private static final Path FILE = Path.of("..", "api", "openapi.yaml");

    private final Map<String, Object> root;

    private Description(Map<String, Object> root) {
        this.root = root;
    }

    /** Reads the file. */
    public static Description read() {
        try {
            return new Description(new Yaml().load(Files.readString(FILE)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Every route, in the order of the file. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        map(root.get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, operation) ->
                                routes.add(route(method.toUpperCase(Locale.ROOT), path, map(operation)))));
        return routes;
    }

    /** The schema of that name. */
    public Map<String, Object> schema(String name) {
        return map(map(map(root.get("components")).get("schemas")).get(name));
    }

    /** The schema itself, where it is only named. */
    public Map<String, Object> resolve(Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference == null) {
            return schema;
        }
        String name = reference.toString();
        return resolve(schema(name.substring(name.lastIndexOf('/') + 1)));
    }

    private static Route route(String method, String path, Map<String, Object> operation) {
        List<Route.Parameter> parameters = new ArrayList<>();
        for (Object parameter : list(operation.get("parameters"))) {
            Map<String, Object> given = map(parameter);
            parameters.add(new Route.Parameter(
                    String.valueOf(given.get("name")),
                    String.valueOf(given.get("in")),
                    Boolean.TRUE.equals(given.get("required")),
                    map(given.get("schema"))));
        }
        Map<String, Map<String, Object>> body = new LinkedHashMap<>();
        map(map(operation.get("requestBody")).get("content"))
                .forEach((type, content) -> body.put(type, map(map(content).get("schema"))));
        return new Route(method, path, parameters, body);
    }

    /** What the file holds there, when it is an object; an empty one when there is none. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> found ? (Map<String, Object>) found : Map.of();
    }

    /** What the file holds there, when it is a list; an empty one when there is none. */
    @SuppressWarnings("unchecked")
    public static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> found ? (List<Object>) found : List.of();
    }
}
