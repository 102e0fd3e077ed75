package dev.nightjar.inference.internal;

import dev.nightjar.SocketServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of chat completions at the level of sockets: it reads real requests and sends back what bytes it likes. */
public final class VlmStub implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    /** What came in; header names in lower case. */
    public record Request(String line, Map<String, String> headers, JsonNode body) {

        /** The seconds that an answer may name, from the schema that came with the request. */
        List<Double> seconds() {
            List<Double> seconds = new ArrayList<>();
            body.at("/response_format/json_schema/schema/properties/observations/items/properties/atSeconds/enum")
                    .forEach(second -> seconds.add(second.asDouble()));
            return seconds;
        }

        /** The block of data that the request carries about the event. */
        JsonNode event() {
            String block = body.at("/messages/1/content/0/text").asString();
            return JSON.readTree(block.substring(block.indexOf('{')));
        }
    }

    /** Answers one request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Request request, OutputStream output) throws IOException;
    }

    private final SocketServer server;
    private final Deque<Behaviour> behaviours = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public VlmStub() throws IOException {
        server = new SocketServer(this::serve);
    }

    /** What is done with the next requests, in this order; the last one is done with all that follow. */
    public VlmStub then(Behaviour... next) {
        synchronized (behaviours) {
            behaviours.addAll(List.of(next));
        }
        return this;
    }

    /** Forgets what it was to do, and does this from now on. */
    public void now(Behaviour behaviour) {
        synchronized (behaviours) {
            behaviours.clear();
            behaviours.add(behaviour);
        }
    }

    public URI address() {
        return URI.create(server.address() + "/v1");
    }

    /** All that came, in order. */
    public List<Request> requests() {
        return requests;
    }

    /** A completion with that content, as a well-behaved server sends it. */
    static Behaviour content(String content) {
        return (request, output) -> json(output, 200, completion(content, "stop"));
    }

    /** A model that keeps to the schema and to what it is told. */
    public static Behaviour person(String summary) {
        return (request, output) ->
                json(output, 200, completion(answer(request, summary, "A person stood in the room."), "stop"));
    }

    /** An answer of the right form, with one observation at the first second that the schema allows. */
    static String answer(Request request, String summary, String observation) {
        Map<String, Object> answer = new HashMap<>(Map.of(
                "observations",
                List.of(Map.of("atSeconds", request.seconds().getFirst(), "text", observation)),
                "summary",
                summary,
                "title",
                "In the room",
                "details",
                "",
                "concern",
                0,
                "tags",
                List.of("room")));
        if (!request.event().get("instructions").isEmpty()) {
            answer.put("instructions", Map.of("matched", "unclear", "why", "Too little was seen to say."));
        }
        return JSON.writeValueAsString(answer);
    }

    static String completion(String content, String finish) {
        return JSON.writeValueAsString(Map.of(
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        finish,
                        "message",
                        Map.of("role", "assistant", "content", content))),
                "usage",
                Map.of("prompt_tokens", 1200, "completion_tokens", 80)));
    }

    /** An answer of that status, with headers besides the usual ones. */
    public static Behaviour status(int status, String body, String... headers) {
        return (request, output) -> raw(output, status, "application/json", body, headers);
    }

    static void json(OutputStream output, int status, String body) throws IOException {
        raw(output, status, "application/json", body);
    }

    static void raw(OutputStream output, int status, String type, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Content-Type: " + type);
        SocketServer.write(output, status, body.getBytes(StandardCharsets.UTF_8), lines.toArray(String[]::new));
    }

    /** Keeps the connection open and says nothing, until the stub is closed. */
    Behaviour hang() {
        return (request, output) -> awaitClosed();
    }

    void awaitClosed() {
        server.awaitClosed();
    }

    boolean isClosed() {
        return server.isClosed();
    }

    private void serve(SocketServer.Request came, OutputStream output) throws IOException {
        Request request = new Request(came.line(), came.headers(), JSON.readTree(came.body()));
        requests.add(request);
        next().answer(request, output);
    }

    private Behaviour next() {
        synchronized (behaviours) {
            return behaviours.size() > 1 ? behaviours.removeFirst() : behaviours.getFirst();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
