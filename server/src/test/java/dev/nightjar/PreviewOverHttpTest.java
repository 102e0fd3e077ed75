package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.Sessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests in parts, as the server's own sockets read them: what is too much or cut off is refused, never a fault. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PreviewOverHttpTest {

    private static final String BOUNDARY = "between-the-parts";

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Pairing pairing;

    @Autowired
    private Sessions sessions;

    private String token = "";
    private String announcement = "";

    @BeforeEach
    void aCameraThatWatches() {
        AccountId account = TestCallers.newAccount();
        PairedDevice paired = pairing.pair(pairing.code(account, "Kitchen").code());
        token = paired.token();
        SessionId session = new SessionId(TestCallers.newId());
        sessions.start(account, paired.device().id(), session, Instant.parse("2026-03-01T08:00:00Z"));
        announcement = """
                {"sessionId":"%s","at":"2026-03-01T08:00:06Z",
                 "trigger":{"type":"motion","score":0.1,"doubt":true}}""".formatted(session);
    }

    @Test
    void aPreviewOfThreeLargeFramesIsTaken() throws Exception {
        HttpResponse<String> answer =
                send(bytes(said(), frame(200 * 1024), frame(200 * 1024), frame(200 * 1024), end()));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = json.readTree(answer.body());
        // these only begin like pictures: nobody could look at them, so the clip is wanted
        assertThat(body.get("decision").asString()).isEqualTo("clip");
        assertThat(body.at("/event/verdict/reason").asString()).isEqualTo("unreadable");
        assertThat(body.at("/event/previews").asInt()).isEqualTo(3);
    }

    @Test
    void moreThanAPreviewMayHaveIsRefused() throws Exception {
        byte[] large = bytes(said(), frame(2_000_000), end());

        assertProblem(send(large), 413, "requestTooLarge");
        assertProblem(send(chunked(large)), 413, "requestTooLarge");
        assertProblem(send(chunked(bytes(said(), frame(300 * 1024), end()))), 400, "invalid");
    }

    @Test
    void tooManyPartsAreRefused() throws Exception {
        byte[] four = bytes(said(), frame(10), frame(10), frame(10), frame(10), end());
        assertProblem(send(four), 400, "invalid");

        Stream<byte[]> hundred = Stream.concat(
                Stream.of(said()), Stream.generate(() -> frame(10)).limit(100));
        HttpResponse<String> answer =
                send(bytes(Stream.concat(hundred, Stream.of(end())).toArray(byte[][]::new)));
        assertThat(answer.statusCode()).isIn(400, 413);
    }

    @Test
    void whatIsCutOffOrMissingIsRefused() throws Exception {
        byte[] whole = bytes(said(), frame(1000), end());

        assertProblem(send(Arrays.copyOf(whole, whole.length / 2)), 400, "invalid");
        assertProblem(send(bytes(said(), end())), 400, "invalid");
        assertProblem(send(bytes(frame(1000), end())), 400, "invalid");
        assertProblem(send("nonsense".getBytes(StandardCharsets.UTF_8)), 400, "invalid");
    }

    private HttpResponse<String> send(byte[] body) throws Exception {
        return send(BodyPublishers.ofByteArray(body));
    }

    /** A sender that does not say how much will come. */
    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private HttpResponse<String> send(BodyPublisher body) throws Exception {
        URI address = URI.create("http://127.0.0.1:%d/api/v1/events/%s/preview".formatted(port, TestCallers.newId()));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(body)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo(code);
    }

    private byte[] said() {
        return part("name=\"announcement\"", "application/json", announcement.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int length) {
        byte[] content = new byte[length];
        byte[] magic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
        System.arraycopy(magic, 0, content, 0, magic.length);
        return part("name=\"frame\"; filename=\"frame.jpg\"", "image/jpeg", content);
    }

    private static byte[] part(String name, String type, byte[] content) {
        String head = "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(BOUNDARY, name, type);
        return bytes(head.getBytes(StandardCharsets.UTF_8), content, "\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] end() {
        return "--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
