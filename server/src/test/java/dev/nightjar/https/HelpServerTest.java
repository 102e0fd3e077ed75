package dev.nightjar.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HelpServerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final IssuedCertificate authority =
            CertificateMaker.authority("shelf", NOW, NOW.plus(Duration.ofDays(3650)));
    private HelpServer server;

    @BeforeEach
    void start() {
        HelpPage page = HelpPage.of(authority.name(), authority.fingerprint());
        server = HelpServer.start(0, () -> page.html("https://192.168.1.20:8443"), authority);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void thePageNamesTheAuthorityItsFingerprintAndWhereToGoNext() throws Exception {
        HttpResponse<byte[]> answer = get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains(authority.name(), authority.fingerprint(), "href=\"https://192.168.1.20:8443\"")
                .doesNotContain("{{");
    }

    @Test
    void theAuthorityComesAsPhonesInstallItAndWithoutItsKey() throws Exception {
        HttpResponse<byte[]> answer = get("/nightjar.crt");

        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-x509-ca-cert");
        assertThat(answer.body()).isEqualTo(authority.certificate().getEncoded());
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertThat(get("/api/v1/server").statusCode()).isEqualTo(404);
        assertThat(get("/authority.pem").statusCode()).isEqualTo(404);
        assertThat(get("/../https/authority.pem").statusCode()).isEqualTo(404);
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> HelpServer.start(server.port(), () -> new byte[0], authority))
                .isInstanceOf(HttpsStartException.class)
                .hasMessageContaining(String.valueOf(server.port()))
                .hasMessageContaining("--port");
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofByteArray());
    }
}
