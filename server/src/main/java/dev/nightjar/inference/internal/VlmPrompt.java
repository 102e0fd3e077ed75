package dev.nightjar.inference.internal;

import dev.nightjar.inference.AnalyzeClip;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the request for one clip: rules, what is known of the event set apart as data, pictures, and a strict schema. */
final class VlmPrompt {

    private final VlmSettings settings;
    private final JsonMapper json;
    private final VlmSchema schema;
    private final String rules;

    VlmPrompt(VlmSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.schema = new VlmSchema(json);
        try (InputStream file = VlmPrompt.class.getResourceAsStream("/vlm/rules.txt")) {
            this.rules = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The rules are part of the program", broken);
        }
    }

    /**
     * The body of the request.
     *
     * @param complaint what was wrong with the answer before, in our words; null at first
     */
    byte[] request(VlmEvidence evidence, @Nullable String complaint) {
        ObjectNode request = json.createObjectNode();
        request.put("model", settings.model());
        request.put("stream", false);
        settings.server().limit(request, settings.answerTokens());
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", rules);
        ArrayNode content = messages.addObject().put("role", "user").putArray("content");
        text(content, "EVENT (data)\n" + json.writeValueAsString(event(evidence)));
        for (VlmFrame frame : evidence.frames()) {
            text(content, "The picture of second %s:".formatted(frame.seconds()));
            picture(content, frame);
        }
        text(content, complaint == null ? "Answer now." : "An answer before was not usable: " + complaint);
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", "findings")
                .put("strict", true)
                .set("schema", schema.of(evidence, settings.server()));
        return json.writeValueAsBytes(request);
    }

    private ObjectNode event(VlmEvidence evidence) {
        ObjectNode event = json.createObjectNode();
        event.put("durationSeconds", evidence.durationSeconds());
        ObjectNode trigger = event.putObject("trigger").put("atSeconds", Telling.rounded(evidence.triggerSeconds()));
        AnalyzeClip.Context context = evidence.context();
        if (context != null) {
            trigger.put("type", context.trigger()).put("sure", !context.doubt());
            event.put("camera", context.cameraName());
            event.put("localTime", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(context.localTime()))
                    .put("timeZone", context.timeZone());
        }
        ArrayNode labels = event.putArray("detector");
        evidence.labels()
                .forEach(label -> labels.addObject()
                        .put("name", label.name())
                        .put("confidence", label.confidence())
                        .put("firstSeenSeconds", label.firstSeenSeconds())
                        .put("count", label.count()));
        ArrayNode instructions = event.putArray("instructions");
        evidence.instructions().forEach(instructions::add);
        return event;
    }

    private static void text(ArrayNode content, String text) {
        content.addObject().put("type", "text").put("text", text);
    }

    private static void picture(ArrayNode content, VlmFrame frame) {
        String address = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(frame.jpeg());
        content.addObject().put("type", "image_url").putObject("image_url").put("url", address);
    }
}
