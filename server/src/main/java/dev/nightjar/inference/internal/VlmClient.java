package dev.nightjar.inference.internal;

import dev.nightjar.inference.internal.VlmFailure.Reason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, one answer. What comes back is hostile input: bounded in bytes and time to its last byte, never followed
 * elsewhere, never logged.
 */
final class VlmClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final VlmSettings settings;
    private final JsonMapper json;
    private final RetryAfter retryAfter;
    private final HttpClient http;

    VlmClient(VlmSettings settings, JsonMapper json, RetryAfter retryAfter) {
        this.settings = settings;
        this.json = json;
        this.retryAfter = retryAfter;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                // servers of models speak 1.1, and some stumble over an offer to change that
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * What the model said.
     *
     * @param tally is told what it cost
     * @throws VlmFailure when there is no complete answer
     */
    String ask(byte[] body, TimeLimit limit, VlmTally tally) throws VlmFailure {
        tally.asked();
        HttpResponse<byte[]> response = send(request(body), limit);
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw VlmFailure.of(Reason.NOT_A_MODEL);
        }
        return content(response.body(), tally);
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String key = settings.apiKey();
        if (key != null && !key.isBlank()) {
            request.header(settings.server().keyHeader(), settings.server().keyValue(key.strip()));
        }
        return request.build();
    }

    /** The client's own time limit ends with the headers; a body may come as slowly as it likes. */
    private HttpResponse<byte[]> send(HttpRequest request, TimeLimit limit) throws VlmFailure {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request,
                BodyHandlers.limiting(
                        BodyHandlers.ofByteArray(), settings.largestAnswer().toBytes()));
        try {
            return answer.get(limit.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw VlmFailure.of(Reason.TOOK_TOO_LONG, limit.whole().toSeconds());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException) {
                throw VlmFailure.of(Reason.UNREACHABLE);
            }
            throw new IllegalStateException("Asking the vision model", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the vision model was asked", interrupted);
        } finally {
            answer.cancel(true);
        }
    }

    private VlmFailure refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 401, 403 -> VlmFailure.of(Reason.NOT_ALLOWED);
            case 404 -> VlmFailure.of(Reason.MODEL_MISSING, settings.model());
            case 413 -> VlmFailure.of(Reason.TOO_LARGE);
            case 400, 422 -> notTaken(status, new String(response.body(), StandardCharsets.UTF_8));
            case 429 -> VlmFailure.until(Reason.LIMITED, retryAfter.of(response.headers()));
            default ->
                status >= 500
                        ? VlmFailure.until(Reason.UNAVAILABLE, retryAfter.of(response.headers()), status)
                        : VlmFailure.of(Reason.REJECTED, status);
        };
    }

    /** Servers say by words alone what they did not like. The words are looked at, and go nowhere. */
    private static VlmFailure notTaken(int status, String words) {
        String text = words.toLowerCase(Locale.ROOT);
        if (text.contains("content_filter") || text.contains("responsibleai")) {
            return VlmFailure.of(Reason.REFUSED);
        }
        boolean tooLarge = text.contains("too large")
                || text.contains("maximum context length")
                || text.contains("exceeds the available context")
                || text.contains("context_length_exceeded");
        return tooLarge ? VlmFailure.of(Reason.TOO_LARGE) : VlmFailure.of(Reason.REJECTED, status);
    }

    private String content(byte[] body, VlmTally tally) throws VlmFailure {
        JsonNode completion = parsed(body);
        tally.counted(
                completion.at("/usage/prompt_tokens").asLong(0),
                completion.at("/usage/completion_tokens").asLong(0));
        JsonNode choice = completion.at("/choices/0");
        String finish = choice.path("finish_reason").asString("");
        if (!choice.at("/message/refusal").asString("").isEmpty() || finish.equals("content_filter")) {
            throw VlmFailure.of(Reason.REFUSED);
        }
        if (finish.equals("length")) {
            throw VlmFailure.of(Reason.CUT_OFF);
        }
        String content = choice.at("/message/content").asString("");
        if (content.isBlank()) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
        return content;
    }

    private JsonNode parsed(byte[] body) throws VlmFailure {
        try {
            return json.readTree(body);
        } catch (JacksonException broken) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
