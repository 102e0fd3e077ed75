package dev.nightjar.fuzz;

import dev.nightjar.ownership.Description;
import dev.nightjar.ownership.Route;
import dev.nightjar.ownership.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies that are nearly what a route wants: each has one value, anywhere in it, that is not. */
final class Mutations {

    /** Stands where the hostile text goes, since that need not be JSON. */
    private static final String PLACE = "put-it-here";

    private final Description description;
    private final JsonMapper json;
    private final Random random;

    Mutations(Description description, JsonMapper json, Random random) {
        this.description = description;
        this.json = json;
        this.random = random;
    }

    /** So many bodies for a route that takes JSON, the first of them with nothing wrong. */
    List<byte[]> bodies(Route route, Map<String, String> known, int count) {
        Map<String, Object> schema = route.schema(MediaType.APPLICATION_JSON_VALUE);
        String whole = json.writeValueAsString(new Samples(description).whole(schema, known));
        List<byte[]> bodies = new ArrayList<>();
        bodies.add(bytes(whole));
        for (int i = 1; i < count; i++) {
            bodies.add(bytes(mutated(whole)));
        }
        return bodies;
    }

    /** The announcement of a preview with one value that is not what it should be. */
    String mutated(String whole) {
        JsonNode root = json.readTree(whole);
        List<JsonNode> holders = holders(root).filter(node -> !node.isEmpty()).toList();
        if (holders.isEmpty()) {
            return pick(Hostile.VALUES);
        }
        switch (pick(holders)) {
            case ObjectNode object -> spoil(object);
            case ArrayNode array -> array.set(random.nextInt(array.size()), PLACE);
            default -> throw new IllegalStateException("Only objects and lists hold values");
        }
        return json.writeValueAsString(root).replace("\"" + PLACE + "\"", pick(Hostile.VALUES));
    }

    private void spoil(ObjectNode object) {
        String name = pick(List.copyOf(object.propertyNames()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.put("unknown", PLACE);
            default -> object.put(name, PLACE);
        }
    }

    private static Stream<JsonNode> holders(JsonNode node) {
        return node.isContainer()
                ? Stream.concat(Stream.of(node), node.valueStream().flatMap(Mutations::holders))
                : Stream.empty();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
