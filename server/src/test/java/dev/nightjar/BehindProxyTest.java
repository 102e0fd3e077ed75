package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BehindProxy
class BehindProxyTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void theProxySaysHowAndUnderWhichNameThePageWasOpened() throws Exception {
        HttpResponse<String> answer = client.send(
                proxied("/api/v1/server", "198.51.100.1")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "nightjar.example.org")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains("\"secure\":true");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void aNameThatIsNotTheServersOwnIsRefusedBehindAProxyToo() throws Exception {
        HttpResponse<String> answer = client.send(
                proxied("/api/v1/server", "198.51.100.1")
                        .header("X-Forwarded-Host", "rebound.example.com")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(421);
    }

    @Test
    void guessesAreCountedForWhoMakesThemNotForTheProxy() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("198.51.100.2")).isEqualTo(401);
        }

        assertThat(guess("198.51.100.2")).isEqualTo(429);
        assertThat(guess("198.51.100.3")).isEqualTo(401);
        // what stands before the address that the proxy adds was made up by the one who asks
        assertThat(guess("203.0.113.99, 198.51.100.2")).isEqualTo(429);
    }

    private int guess(String from) throws Exception {
        HttpRequest request = proxied("/api/v1/sign-ins", from)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"guessed@example.org\",\"password\":\"wrong\"}"))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder proxied(String path, String from) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", from);
    }
}
