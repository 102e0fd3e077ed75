package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser, as far as the server sees it: it keeps its cookies, or shows a camera's token. */
public final class TestHttp {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI server;
    private final JsonMapper json;
    private final @Nullable String token;

    TestHttp(int port, JsonMapper json) {
        this(URI.create("http://127.0.0.1:" + port), json, null);
    }

    private TestHttp(URI server, JsonMapper json, @Nullable String token) {
        this.server = server;
        this.json = json;
        this.token = token;
    }

    /** The browser of a camera, which has no cookies. */
    TestHttp withToken(String bearer) {
        return new TestHttp(server, json, bearer);
    }

    JsonNode get(String path) throws Exception {
        return answer(request(path).GET(), 200);
    }

    JsonNode post(String path, Object body, int status) throws Exception {
        return answer(request(path).POST(BodyPublishers.ofString(json.writeValueAsString(body))), status);
    }

    JsonNode put(String path, Object body, int status) throws Exception {
        return answer(request(path).PUT(BodyPublishers.ofString(json.writeValueAsString(body))), status);
    }

    void delete(String path, int status) throws Exception {
        answer(request(path).DELETE(), status);
    }

    /** Asks without expecting anything. */
    HttpResponse<String> ask(String method, String path, Object body) throws Exception {
        return ask(method, path, "application/json", json.writeValueAsBytes(body));
    }

    /** Asks with a body of any type, without expecting anything. */
    HttpResponse<String> ask(String method, String path, String type, byte[] body) throws Exception {
        return client.send(
                request(path)
                        .setHeader("Content-Type", type)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends bytes to a grant's address, with nothing else to show; answers the status. */
    int send(URI grant, String type, byte[] content) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(grant))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /**
     * Fetches as a player does, without following redirects.
     *
     * @param range such as {@code bytes=0-99}, or empty for everything
     */
    HttpResponse<byte[]> fetch(URI address, String range) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(address));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(value -> request.header("X-XSRF-TOKEN", value));
        return request;
    }

    private JsonNode answer(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(status);
        return json.readTree(response.body().isEmpty() ? "{}" : response.body());
    }
}
