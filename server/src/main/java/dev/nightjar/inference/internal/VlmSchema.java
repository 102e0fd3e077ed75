package dev.nightjar.inference.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of an answer, for one clip: seconds can only be those of the pictures. */
final class VlmSchema {

    /** What strict schemas of OpenAI do not know; the same is checked afterwards. */
    private static final List<String> BOUNDS = List.of("minLength", "maxLength", "maxItems");

    private final ObjectNode everything;

    VlmSchema(JsonMapper json) {
        try (InputStream file = VlmSchema.class.getResourceAsStream("/vlm/answer.schema.json")) {
            everything = (ObjectNode) json.readTree(Objects.requireNonNull(file));
        } catch (IOException broken) {
            throw new UncheckedIOException("The schema is part of the program", broken);
        }
    }

    /** The schema for an answer about these pictures. */
    ObjectNode of(VlmEvidence evidence, VlmServer server) {
        ObjectNode schema = everything.deepCopy();
        ArrayNode seconds =
                ((ObjectNode) schema.at("/properties/observations/items/properties/atSeconds")).putArray("enum");
        evidence.frames().stream().map(VlmFrame::seconds).distinct().forEach(seconds::add);
        if (evidence.instructions().isEmpty()) {
            schema.withObject("/properties").remove("instructions");
            ArrayNode required = schema.putArray("required");
            everything.get("required").forEach(name -> {
                if (!name.asString().equals("instructions")) {
                    required.add(name);
                }
            });
        }
        if (!server.boundsInSchema()) {
            withoutBounds(schema);
        }
        return schema;
    }

    private static void withoutBounds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(BOUNDS);
        }
        node.forEach(VlmSchema::withoutBounds);
    }
}
