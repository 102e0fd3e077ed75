package dev.nightjar.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.AtOnce;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ClipStoreContract;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.StoredBlob;
import dev.nightjar.storage.UploadGrant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The folder, behind a real server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.address=127.0.0.1")
class FolderClipStoreTest extends ClipStoreContract {

    private static final AzureSettings NO_AZURE =
            new AzureSettings(null, "nightjar", AzureSettings.Access.IDENTITY, null, null, List.of());

    @TempDir
    private static Path data;

    @Autowired
    private FolderClipStore store;

    @Autowired
    private GrantSigner signer;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void useTemporaryFolder(DynamicPropertyRegistry registry) {
        registry.add("nightjar.data", data::toString);
    }

    @Test
    void whatIsServedCanNeitherRunNorBeKeptNorLeakItsAddress() throws Exception {
        BlobKey key = new BlobKey("clips/" + UUID.randomUUID());
        put(store.grantUpload(key, "video/webm", 10), content(10));
        HttpResponse<byte[]> answer = get(store.grantRead(key, "video/mp4", Duration.ofMinutes(1)));
        assertThat(answer.headers().map())
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Content-Security-Policy", List.of("default-src 'none'; sandbox"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("Accept-Ranges", List.of("bytes"));
    }

    @Test
    void aBodyThatBreaksItsGrantIsRefusedAtOnce() throws Exception {
        BlobKey key = new BlobKey("clips/" + UUID.randomUUID());
        UploadGrant grant = store.grantUpload(key, "video/webm", 999);
        assertThat(put(grant, content(1000)).statusCode()).isEqualTo(413);
        UploadGrant other =
                new UploadGrant("PUT", grant.url(), Map.of("Content-Type", "text/html"), grant.expiresAt(), 999);
        assertThat(put(other, content(10)).statusCode()).isEqualTo(403);
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void theDigestOfWhatArrivedIsKnown() throws Exception {
        BlobKey key = new BlobKey("clips/" + UUID.randomUUID());
        put(store.grantUpload(key, "video/webm", 200_000), content(200_000));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content(200_000));
        assertThat(store.find(key).orElseThrow().sha256())
                .isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void aBlobOfBeforeHasNoDigestAndIsServed() throws Exception {
        BlobKey key = new BlobKey("clips/" + UUID.randomUUID());
        Path folder = Files.createDirectories(data.resolve("storage/blobs").resolve(key.value()));
        Files.write(folder.resolve("content.webm"), content(10));

        assertThat(store.find(key)).contains(new StoredBlob(key, 10, "video/webm", null));
        assertThat(get(store.grantRead(key, "video/mp4", Duration.ofMinutes(1))).body())
                .isEqualTo(content(10));
    }

    @Test
    void whoSendsALargeClipAgainHearsThatItIsThere() throws Exception {
        BlobKey key = new BlobKey("clips/" + UUID.randomUUID());
        byte[] clip = content(20_000_000);
        UploadGrant grant = store.grantUpload(key, "video/mp4", clip.length);
        assertThat(put(grant, clip).statusCode()).isEqualTo(201);

        // as browsers do: all is sent before the answer is read
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head = "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: video/mp4\r\nContent-Length: %d\r\n\r\n"
                    .formatted(grant.url(), clip.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(clip);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 409".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 409");
        }
    }

    @Test
    void aGrantNeverReachesOutsideTheFolder() throws Exception {
        ReadGrant grant = store.grantRead(new BlobKey("clips/one"), "video/mp4", Duration.ofMinutes(1));
        String address = grant.url().toString().replace("clips/one", "clips/%2e%2e/%2e%2e/grants.key");
        assertThat(get(new ReadGrant(URI.create(address), grant.expiresAt())).statusCode())
                .isBetween(400, 404);
    }

    @Test
    void theSigningKeyIsReadableByItsOwnerOnlyAndIsKept() throws IOException {
        Path file = data.resolve("grants.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKeyFile.readOrCreate(file).getEncoded()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aStartClearsWhatAnEarlierRunLeftUnfinished(@TempDir Path root) throws IOException {
        Path killed = Files.createDirectories(root.resolve("incoming/of-a-process-that-was-killed/blob"));
        Files.createFile(root.resolve("incoming/of-a-process-that-was-killed.lock"));
        Path before = Files.createDirectories(root.resolve("incoming/blob-of-an-earlier-release"));
        Files.write(killed.resolve("content.mp4"), content(10));
        Files.write(before.resolve("content.mp4"), content(10));

        new BlobFolder(root);

        assertThat(filesBelow(root)).isZero();
        assertThat(root.resolve("incoming")).isDirectoryNotContaining("glob:**killed*");
    }

    @Test
    void aStartLeavesAloneWhatAnotherReceivesAndAnEndClearsItsOwn(@TempDir Path root) throws IOException {
        BlobFolder first = new BlobFolder(root);
        Path unfinished = first.begin("video/mp4");
        Files.write(unfinished, content(10));

        BlobFolder second = new BlobFolder(root);
        assertThat(unfinished).exists();

        first.close();
        assertThat(filesBelow(root)).isZero();
        assertThat(second.begin("video/mp4").getParent()).isDirectory();
    }

    @Test
    void aFullDiskIsSaidSoAndLeavesNothing(@TempDir Path root) throws IOException {
        BlobFolder folder = new BlobFolder(root);
        StorageSettings settings = new StorageSettings(
                StorageSettings.Kind.FOLDER,
                NO_AZURE,
                Duration.ofMinutes(15),
                Duration.ofHours(2),
                Duration.ofMinutes(10),
                DataSize.ofMegabytes(64),
                DataSize.ofTerabytes(1_000_000));
        BlobWriter writer = new BlobWriter(folder, settings, Clock.systemUTC());
        Grant grant = new Grant(Grant.Action.CREATE, new BlobKey("clips/one"), "video/mp4", 10, Instant.MAX);
        try (var body = new ByteArrayInputStream(content(10))) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> writer.write(grant, body, 10))
                            .problem())
                    .isEqualTo(Problem.STORAGE_FULL);
        }
        assertThat(filesBelow(root)).isZero();
    }

    @Test
    void everyPageOfAListIsFullHoweverManyBlobsThereAre(@TempDir Path root) throws IOException {
        BlobFolder folder = new BlobFolder(root);
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            Path blob = Files.createDirectories(folder.path("clips/account/device/%05d".formatted(i)));
            Files.createFile(blob.resolve("content.mp4"));
        }
        List<String> keys = new ArrayList<>();
        String after = null;
        do {
            BlobPage page = FolderListing.list(folder, "clips", after, 1_000);
            assertThat(page.blobs()).hasSize(1_000);
            page.blobs().forEach(blob -> keys.add(blob.key().value()));
            after = page.next();
        } while (after != null);
        assertThat(keys).hasSize(count).isSorted().doesNotHaveDuplicates();
    }

    @Override
    protected ClipStore store() {
        return store;
    }

    @Override
    protected URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected UploadGrant expired(UploadGrant grant) {
        return new UploadGrant(
                grant.method(), expired(grant.url(), Grant.Action.CREATE), grant.headers(), Instant.EPOCH, 10);
    }

    @Override
    protected ReadGrant expired(ReadGrant grant) {
        return new ReadGrant(expired(grant.url(), Grant.Action.READ), Instant.EPOCH);
    }

    @Override
    protected long leftovers() throws IOException {
        return filesBelow(data.resolve("storage/incoming"));
    }

    private URI expired(URI url, Grant.Action action) {
        BlobKey key = new BlobKey(url.getPath().substring(BlobController.PATH.length()));
        String type = action == Grant.Action.READ ? "" : "video/mp4";
        return URI.create(url.getRawPath() + "?grant="
                + signer.sign(new Grant(action, key, type, 10, Clock.systemUTC().instant())));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    @Import({FolderConfiguration.class, FolderClipStore.class, BlobController.class, Problems.class})
    static class Module {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @RestControllerAdvice
    static class Problems {

        @ExceptionHandler
        ProblemDetail problem(ProblemException problem) {
            return ProblemDetail.forStatusAndDetail(problem.problem().status(), String.valueOf(problem.getMessage()));
        }
    }

    @Test
    void blobsComeInWhileAllOfTheirAccountIsDeleted() throws Exception {
        AccountId account = new AccountId(UUID.randomUUID());
        List<Boolean> done = AtOnce.call(300, number -> () -> {
            if (number % 3 == 0) {
                store.deleteAll("clips/" + account);
                return true;
            }
            BlobKey key = BlobKey.clip(account, new DeviceId(UUID.randomUUID()), new EventId(UUID.randomUUID()));
            store.upload(store.grantUpload(key, "video/mp4", 10), new byte[] {1});
            return true;
        });
        assertThat(done).hasSize(300);
    }
}
