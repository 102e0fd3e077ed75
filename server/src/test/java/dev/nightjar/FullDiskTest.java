package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as it is shipped, with its data on a small disk of its own that is filled to the last byte. */
class FullDiskTest {

    private static final List<String> MOUNT = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
    private static final String SMALL_DISK = "mount -t tmpfs -o size=192m tmpfs \"$0\" && exec \"$@\"";
    private static final int CLIP = 2_000_000;
    private static final int LEFT = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void aClipForWhichThereIsNoRoomLeavesNothingAndIsTakenOnceThereIs() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        assumeThat(canMount(data)).as("file systems can be mounted here").isTrue();
        List<String> starter = Stream.concat(MOUNT.stream(), Stream.of(SMALL_DISK, data.toString()))
                .toList();
        try (RestartedDatabase database = RestartedDatabase.start(folder.resolve("postgres"));
                ShippedProgram program = ShippedProgram.startBy(
                                starter,
                                folder,
                                Map.of(
                                        "NIGHTJAR_DATABASE_URL",
                                        database.url(),
                                        "NIGHTJAR_DATABASE_USERNAME",
                                        "postgres"),
                                "--nightjar.storage.reserved-space=0B",
                                "--nightjar.jobs.run=false")
                        .awaitStart()) {
            takesTheClipOnceThereIsRoom(program, program.seen(data));
        }
    }

    private static void takesTheClipOnceThereIsRoom(ShippedProgram program, Path data) throws Exception {
        byte[] clip = new byte[CLIP];
        TestHttp phone = phone(program);
        String event = "/api/v1/events/" + TestCallers.newId();
        URI grant = announce(phone, event, clip);
        Path ballast = data.resolve("ballast");
        fill(ballast);

        // without a length nothing can be foreseen: the disk itself refuses
        BodyPublisher unforeseen = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(clip));
        for (BodyPublisher body : List.of(unforeseen, BodyPublishers.ofByteArray(clip))) {
            HttpResponse<String> refused = send(program, grant, body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.body()).contains("storageFull");
            assertThat(contentBelow(data.resolve("storage"))).isZero();
        }

        Files.delete(ballast);
        assertThat(send(program, grant, BodyPublishers.ofByteArray(clip)).statusCode())
                .isEqualTo(201);
        assertThat(phone.post(event + "/uploaded", Map.of(), 200).get("state").asString())
                .isEqualTo("processing");
    }

    /** To the last byte, and then as much less as a clip begins with. */
    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream output = Files.newOutputStream(ballast)) {
            while (true) {
                output.write(block);
            }
        } catch (IOException full) {
            try (var file = Files.newByteChannel(ballast, StandardOpenOption.WRITE)) {
                file.truncate(file.size() - LEFT);
            }
        }
    }

    private static TestHttp phone(ShippedProgram program) throws Exception {
        TestHttp owner = new TestHttp(program.port(), JsonMapper.shared());
        owner.get("/api/v1/server");
        owner.post("/api/v1/people", Map.of("email", "ana@example.org", "password", "a long way home"), 201);
        JsonNode code = owner.post("/api/v1/pairing-codes", Map.of("name", "Kitchen"), 201);
        TestHttp browser = new TestHttp(program.port(), JsonMapper.shared());
        browser.get("/api/v1/server");
        JsonNode paired =
                browser.post("/api/v1/devices", Map.of("code", code.get("code").asString()), 201);
        return browser.withToken(paired.get("token").asString());
    }

    private static URI announce(TestHttp phone, String event, byte[] clip) throws Exception {
        String session = TestCallers.newId().toString();
        phone.put("/api/v1/sessions/" + session, Map.of("startedAt", "2026-03-01T08:00:00.000Z"), 200);
        JsonNode announced = phone.put(event, Announced.of(session, clip), 200);
        return URI.create(announced.at("/upload/url").asString());
    }

    private static HttpResponse<String> send(ShippedProgram program, URI grant, BodyPublisher body) throws Exception {
        URI server = URI.create("http://127.0.0.1:" + program.port());
        HttpRequest request = HttpRequest.newBuilder(server.resolve(grant))
                .header("Content-Type", "video/mp4")
                .PUT(body)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static long contentBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("content."))
                    .count();
        }
    }

    private static boolean canMount(Path target) throws Exception {
        List<String> command = Stream.concat(MOUNT.stream(), Stream.of(SMALL_DISK, target.toString(), "true"))
                .toList();
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
