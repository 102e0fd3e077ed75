package dev.nightjar.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import dev.nightjar.storage.Azurite;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ClipStoreContract;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.UploadGrant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Azure's blob storage, as Azurite plays it, opened by the key of the account. */
class AzureClipStoreTest extends ClipStoreContract {

    private static final String MP4 = "video/mp4";
    private static final String ORIGIN = "https://nightjar.example";
    private static final Clock CLOCK = Clock.systemUTC();

    private static final ClipStore STORE = open(AzureSettings.Access.KEY, CLOCK);
    private static final ClipStore YESTERDAY = open(AzureSettings.Access.KEY, Clock.offset(CLOCK, Duration.ofDays(-1)));

    private final BlobKey key = new BlobKey("clips/" + UUID.randomUUID());

    static StorageSettings settings(AzureSettings azure) {
        return new StorageSettings(
                StorageSettings.Kind.AZURE,
                azure,
                Duration.ofMinutes(15),
                Duration.ofHours(2),
                Duration.ofMinutes(10),
                DataSize.ofMegabytes(64),
                DataSize.ofMegabytes(256));
    }

    private static ClipStore open(AzureSettings.Access access, Clock clock) {
        AzureSettings azure =
                new AzureSettings(Azurite.shared().endpoint(), "contract", access, Azurite.KEY, null, List.of(ORIGIN));
        return new AzureAccount(settings(azure), HttpClient::newBuilder, AzureClipStoreTest::noIdentity).open(clock);
    }

    private static TokenCredential noIdentity() {
        throw new IllegalStateException("The key opens this store");
    }

    @Test
    void whatIsServedSaysItsTypeAndIsKeptNowhere() throws Exception {
        put(STORE.grantUpload(key, MP4, 10), content(10));
        HttpResponse<byte[]> answer = get(STORE.grantRead(key, MP4, Duration.ofMinutes(1)));
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of(MP4))
                .containsEntry("content-disposition", List.of("inline"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("accept-ranges", List.of("bytes"));
    }

    @Test
    void whatIsToBeUnpackedFirstIsAnotherType() throws Exception {
        UploadGrant grant = STORE.grantUpload(key, MP4, 10);
        Map<String, String> headers = new HashMap<>(grant.headers());
        headers.put("x-ms-blob-content-encoding", "gzip");
        put(new UploadGrant("PUT", grant.url(), headers, grant.expiresAt(), 10), content(10));
        assertThat(STORE.find(key).orElseThrow().contentType()).isNotEqualTo(MP4);
    }

    @Test
    void aGrantToCreateAllowsNothingElse() throws Exception {
        UploadGrant grant = STORE.grantUpload(key, MP4, 10);
        put(grant, content(10));
        for (String operation : List.of("comp=metadata", "comp=properties", "comp=snapshot")) {
            UploadGrant other = new UploadGrant(
                    "PUT", URI.create(grant.url() + "&" + operation), grant.headers(), grant.expiresAt(), 10);
            assertThat(put(other, content(10)).statusCode()).isBetween(400, 499);
        }
        assertThat(get(STORE.grantRead(key, MP4, Duration.ofMinutes(1))).body()).isEqualTo(content(10));
    }

    @Test
    void aWorkerWithoutAKeyUsesGrantsAndMakesNone(@TempDir Path folder) throws IOException {
        ClipStore worker = open(AzureSettings.Access.GRANTS, CLOCK);
        worker.upload(STORE.grantUpload(key, MP4, 10), content(10));
        worker.download(STORE.grantRead(key, MP4, Duration.ofMinutes(1)), folder.resolve("clip"));
        assertThat(folder.resolve("clip")).hasBinaryContent(content(10));
        assertThatThrownBy(() -> worker.grantRead(key, MP4, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void moreThanAnyBlobMayHaveIsNotRead(@TempDir Path folder) throws Exception {
        put(STORE.grantUpload(key, MP4, 1000), content(1000));
        GrantedTransfers small = new GrantedTransfers(
                HttpClient.newHttpClient(), URI.create(Azurite.shared().endpoint() + "/contract"), 999);
        assertThatThrownBy(
                        () -> small.download(STORE.grantRead(key, MP4, Duration.ofMinutes(1)), folder.resolve("clip")))
                .hasMessageContaining("999 bytes");
    }

    @Override
    protected ClipStore store() {
        return STORE;
    }

    @Override
    protected URI address() {
        return Azurite.shared().endpoint();
    }

    @Override
    protected UploadGrant expired(UploadGrant grant) {
        return YESTERDAY.grantUpload(keyOf(grant.url()), MP4, 10);
    }

    @Override
    protected ReadGrant expired(ReadGrant grant) {
        return YESTERDAY.grantRead(keyOf(grant.url()), MP4, Duration.ofMinutes(1));
    }

    /** Azure tells by the signature, before it looks at the condition. */
    @Override
    protected boolean isThereAlready(HttpResponse<byte[]> answer) {
        String code = answer.headers().firstValue("x-ms-error-code").orElse("");
        return Set.of("409 BlobAlreadyExists", "403 UnauthorizedBlobOverwrite", "403 AuthorizationPermissionMismatch")
                .contains(answer.statusCode() + " " + code);
    }

    /** What Azurite does with half a body is its own affair: no blob is found. */
    @Override
    protected long leftovers() {
        return 0;
    }

    private static BlobKey keyOf(URI url) {
        String path = url.getPath();
        return new BlobKey(path.substring(path.indexOf("/contract/") + "/contract/".length()));
    }
}
