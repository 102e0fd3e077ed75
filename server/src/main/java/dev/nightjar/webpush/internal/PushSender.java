package dev.nightjar.webpush.internal;

import com.interaso.webpush.WebPush;
import dev.nightjar.webpush.PushTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands one message to one push service (RFC 8030, 8188, 8291, 8292). Follows no redirect, and reads no answer's body. */
@Component
class PushSender {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final PushKeys keys;
    private final PushEndpoints endpoints;
    private final JsonMapper json;
    private final Clock clock;
    private final OkHttpClient client;
    private final int keptForSeconds;

    PushSender(PushKeys keys, PushEndpoints endpoints, JsonMapper json, Clock clock, PushSettings settings) {
        this.keys = keys;
        this.endpoints = endpoints;
        this.json = json;
        this.clock = clock;
        this.keptForSeconds = Math.toIntExact(settings.keptFor().toSeconds());
        this.client = new OkHttpClient.Builder()
                // connects to the very addresses that were looked at; a proxy would look them up anew
                .dns(endpoints)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(settings.answerWithin())
                .build();
    }

    /**
     * Sends it and waits for the answer.
     *
     * @param topic what is not yet delivered of it is replaced: 32 letters, digits, dashes and underscores at most
     * @throws UncheckedIOException when nobody answered in time; {@link PushEndpoints.NotPublicException} is its cause
     *     when the endpoint's name leads somewhere else now
     */
    Answer send(PushTarget target, PushPayload payload, String topic, WebPush.Urgency urgency) {
        URI endpoint = endpoints.parse(target.endpoint());
        WebPush push = keys.push();
        byte[] body = push.getBody(json.writeValueAsBytes(payload), target.browserKey(), target.browserSecret());
        Map<String, String> headers = push.getHeaders(endpoint.toString(), keptForSeconds, topic, urgency);
        Request.Builder request = new Request.Builder().url(endpoint.toString()).post(RequestBody.create(body));
        headers.forEach(request::header);
        try (Response response = client.newCall(request.build()).execute()) {
            return new Answer(response.code(), wait(response.header("Retry-After")));
        } catch (IOException nobody) {
            throw new UncheckedIOException("The push service did not answer", nobody);
        }
    }

    /** In seconds, or until a time; null when it was not said, or in no form that is known. */
    private @Nullable Duration wait(@Nullable String after) {
        if (after == null) {
            return null;
        }
        if (SECONDS.matcher(after).matches()) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            Instant then = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), then);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }

    /** @param retryAfter for how long the service wants to be left alone; null when it does not say */
    record Answer(int status, @Nullable Duration retryAfter) {}
}
