package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AppFilesTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void filesWithAHashInTheirNameAreKeptForEver() throws Exception {
        HttpResponse<String> answer = get("/assets/app-0a1b2c3d.js", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(header(answer, "Content-Type")).startsWith("text/javascript");
    }

    @Test
    void scriptsAreSentCompressed() throws Exception {
        assertThat(header(get("/assets/app-0a1b2c3d.js", "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isEqualTo("gzip");
    }

    @Test
    void thePageAndTheServiceWorkerAreAskedForEachTime() throws Exception {
        assertThat(header(get("/", "text/html"), "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(get("/sw.js", "*/*"), "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void theAddressOfAScreenIsAnsweredWithThePage() throws Exception {
        HttpResponse<String> answer = get("/events/0199d3a0-0000-7000-8000-000000000000", "text/html,*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("A page for tests");
        assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void thePageReachesNothingElseWhileClipsAreInAFolder() throws Exception {
        assertThat(header(get("/", "text/html"), "Content-Security-Policy"))
                .contains("connect-src 'self';")
                .doesNotContain("//");
    }

    @Test
    void whatIsNoScreenIsNotFound() throws Exception {
        assertThat(get("/assets/gone.js", "text/html").statusCode()).isEqualTo(404);
        assertThat(get("/favicon.svg", "image/svg+xml").statusCode()).isEqualTo(404);
        assertThat(get("/settings", "application/json").statusCode()).isEqualTo(404);
        assertThat(get("/blobs", "text/html").statusCode()).isBetween(400, 499);
    }

    @Test
    void filesOutsideTheAppAreNotServed() throws Exception {
        assertThat(get("/%2e%2e/application.yaml", "*/*").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(get("/assets/..%2fapplication.yaml", "*/*").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void healthIsPublicAndTellsNothingMore() throws Exception {
        HttpResponse<String> answer = get("/actuator/health", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("components");
        assertThat(get("/actuator/env", "application/json").statusCode())
                .as("all else below is the operator's")
                .isEqualTo(401);
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get(path, "Accept", accept);
    }

    private HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(header, value)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
