package dev.nightjar.storage;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nightjar.SlowUpload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of {@link ClipStore} does, asked over real HTTP as phones and browsers ask it. */
public abstract class ClipStoreContract {

    private static final String MP4 = "video/mp4";
    private static final byte[] CLIP = content(200_000);

    private final HttpClient http = HttpClient.newHttpClient();
    private BlobKey key = new BlobKey("clips/none/yet");

    @TempDir
    private Path folder;

    /** The store under test. */
    protected abstract ClipStore store();

    /** What relative addresses are relative to. */
    protected abstract URI address();

    /** The grant as it is once its time has run out. */
    protected abstract UploadGrant expired(UploadGrant grant);

    /** The grant as it is once its time has run out. */
    protected abstract ReadGrant expired(ReadGrant grant);

    @BeforeEach
    void useAnotherKey() {
        key = new BlobKey("clips/%s/%s/%s".formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
    }

    @Test
    void whatWasUploadedIsFoundAndReadUnchanged() throws Exception {
        assertThat(put(store().grantUpload(key, MP4, CLIP.length), CLIP).statusCode())
                .isEqualTo(201);

        StoredBlob stored = store().find(key).orElseThrow();
        assertThat(stored).isEqualTo(new StoredBlob(key, CLIP.length, MP4, stored.sha256()));
        HttpResponse<byte[]> read = get(store().grantRead(key, MP4, Duration.ofMinutes(1)));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(CLIP);
        assertThat(read.headers().firstValue("Content-Type")).contains(MP4);
    }

    @Test
    void aGrantSaysWhatTheRequestMustCarry() {
        UploadGrant grant = store().grantUpload(key, MP4, 1000);
        assertThat(grant.method()).isEqualTo("PUT");
        assertThat(grant.maximumBytes()).isEqualTo(1000);
        assertThat(grant.headers()).containsEntry("Content-Type", MP4);
    }

    @Test
    void nothingIsFoundUnderAKeyThatWasOnlyGranted() {
        store().grantUpload(key, MP4, 10);
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    void aBlobIsNeverReplaced() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        UploadGrant second = store().grantUpload(key, MP4, 20);
        assertThat(isThereAlready(put(second, content(20)))).isTrue();
        assertThat(store().find(key).orElseThrow().bytes()).isEqualTo(10);
    }

    @Test
    void ofManyUploadsAtOnceExactlyOneCreatesTheBlob() {
        UploadGrant grant = store().grantUpload(key, MP4, CLIP.length);
        List<CompletableFuture<HttpResponse<byte[]>>> uploads = IntStream.range(0, 6)
                .mapToObj(i -> http.sendAsync(request(grant, CLIP), BodyHandlers.ofByteArray()))
                .toList();
        Map<Boolean, List<HttpResponse<byte[]>>> answers =
                uploads.stream().map(CompletableFuture::join).collect(groupingBy(answer -> answer.statusCode() == 201));
        assertThat(answers.get(true)).hasSize(1);
        assertThat(answers.get(false)).hasSize(5).allMatch(this::isThereAlready);
    }

    @Test
    void aBodyLargerThanTheGrantIsRefusedOrFoundToBe() throws Exception {
        put(store().grantUpload(key, MP4, 999), content(1000));
        assertThat(store().find(key).filter(blob -> blob.bytes() <= 999)).isEmpty();
    }

    @Test
    void aBodyOfAnotherTypeIsRefusedOrFoundToBeAndIsNeverServedAsThat() throws Exception {
        for (String hostile : List.of("text/html", "image/svg+xml", "application/javascript", "nonsense")) {
            BlobKey other = new BlobKey(key + "/" + hostile.replaceAll("[^a-z]", "-"));
            UploadGrant grant = store().grantUpload(other, MP4, 10);
            Map<String, String> headers = new HashMap<>(grant.headers());
            headers.put("Content-Type", hostile);
            put(new UploadGrant("PUT", grant.url(), headers, grant.expiresAt(), 10), content(10));

            assertThat(store().find(other).filter(blob -> blob.contentType().equals(MP4)))
                    .isEmpty();
            HttpResponse<byte[]> read = get(store().grantRead(other, MP4, Duration.ofMinutes(1)));
            assertThat(read.statusCode() == 404
                            || read.headers().allValues("Content-Type").equals(List.of(MP4)))
                    .isTrue();
        }
    }

    @Test
    void typesThatABrowserMightRunAreNeverGranted() {
        assertThatIllegalArgumentException().isThrownBy(() -> store().grantUpload(key, "text/html", 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().grantRead(key, "text/html", Duration.ofMinutes(1)));
    }

    @Test
    void aBodyThatBreaksOffLeavesNothingAndCanBeSentAgain() throws Exception {
        UploadGrant grant = store().grantUpload(key, MP4, CLIP.length);
        sendHalf(grant);
        await().untilAsserted(() -> assertThat(leftovers()).isZero());
        assertThat(store().find(key)).isEmpty();
        assertThat(put(grant, CLIP).statusCode()).isEqualTo(201);
    }

    @Test
    void grantsOfOneKindOrBlobAreNoGoodForAnother() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        ReadGrant read = store().grantRead(key, MP4, Duration.ofMinutes(1));
        Map<String, String> headers = store().grantUpload(key, MP4, 10).headers();
        assertThat(put(new UploadGrant("PUT", read.url(), headers, read.expiresAt(), 10), content(10))
                        .statusCode())
                .isEqualTo(403);
        UploadGrant create = store().grantUpload(key, MP4, 10);
        assertThat(get(new ReadGrant(create.url(), create.expiresAt())).statusCode())
                .isEqualTo(403);
        URI elsewhere = URI.create(read.url().toString().replace(key.value(), key.value() + "0"));
        assertThat(get(new ReadGrant(elsewhere, read.expiresAt())).statusCode()).isEqualTo(403);
    }

    @Test
    void changedAndMissingGrantsAreRefused() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        ReadGrant grant = store().grantRead(key, MP4, Duration.ofMinutes(1));
        String url = grant.url().toString();
        String last = url.endsWith("A") ? "Q" : "A";
        assertThat(get(new ReadGrant(URI.create(url.substring(0, url.length() - 2) + last + last), grant.expiresAt()))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> unsigned =
                get(new ReadGrant(URI.create(url.substring(0, url.indexOf('?'))), grant.expiresAt()));
        assertThat(unsigned.statusCode()).isBetween(400, 499);
    }

    @Test
    void expiredGrantsAreRefused() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        assertThat(get(expired(store().grantRead(key, MP4, Duration.ofMinutes(1))))
                        .statusCode())
                .isEqualTo(403);
        BlobKey other = new BlobKey(key.value() + "0");
        assertThat(put(expired(store().grantUpload(other, MP4, 10)), content(10))
                        .statusCode())
                .isEqualTo(403);
        assertThat(store().find(other)).isEmpty();
    }

    @Test
    void readGrantsLastTenMinutesAtMost() {
        ReadGrant shorter = store().grantRead(key, MP4, Duration.ofMinutes(10));
        ReadGrant longer = store().grantRead(key, MP4, Duration.ofDays(1));
        assertThat(Duration.between(shorter.expiresAt(), longer.expiresAt())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void grantsOfWorkersLastAsLongAsAnOrderMayWaitAndAllowNothingMore() throws Exception {
        Instant end = Clock.systemUTC().instant().plus(Duration.ofHours(2));
        UploadGrant create = store().grantWorkerUpload(key, MP4, CLIP.length);
        ReadGrant read = store().grantWorkerRead(key, MP4);
        assertThat(List.of(create.expiresAt(), read.expiresAt()))
                .allSatisfy(
                        given -> assertThat(Duration.between(end, given).abs()).isLessThan(Duration.ofMinutes(1)));

        store().upload(create, CLIP);
        store().upload(create, content(10));
        Path target = folder.resolve("clip");
        store().download(read, target);

        assertThat(target).hasBinaryContent(CLIP);
        ReadGrant other = new ReadGrant(create.url(), create.expiresAt());
        assertThat(get(other).statusCode()).isEqualTo(403);
    }

    @Test
    void aRangeIsAnsweredWithThatPart() throws Exception {
        put(store().grantUpload(key, MP4, CLIP.length), CLIP);
        HttpResponse<byte[]> part = get(store().grantRead(key, MP4, Duration.ofMinutes(1)), "Range", "bytes=100-299");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-299/200000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CLIP, 100, 300));
    }

    @Test
    void aRangeBeyondTheEndIsRefused() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        HttpResponse<byte[]> answer = get(store().grantRead(key, MP4, Duration.ofMinutes(1)), "Range", "bytes=1000-");
        assertThat(answer.statusCode()).isEqualTo(416);
    }

    @Test
    void theProgramItselfReadsAndWritesWithGrantsOnly() throws IOException {
        store().upload(store().grantUpload(key, MP4, CLIP.length), CLIP);
        Path target = folder.resolve("clip");
        store().download(store().grantRead(key, MP4, Duration.ofMinutes(1)), target);
        assertThat(target).hasBinaryContent(CLIP);
    }

    @Test
    void uploadingAgainFromTheProgramCountsAsUploaded() throws IOException {
        store().upload(store().grantUpload(key, MP4, 10), content(10));
        store().upload(store().grantUpload(key, MP4, 20), content(20));
        assertThat(store().find(key).orElseThrow().bytes()).isEqualTo(10);
    }

    @Test
    void theProgramNeverFollowsAGrantToAnotherHost() {
        ReadGrant grant = store().grantRead(key, MP4, Duration.ofMinutes(1));
        URI elsewhere = URI.create("http://localhost:9")
                .resolve(address().resolve(grant.url()).getRawPath());
        assertThatThrownBy(() -> store().download(new ReadGrant(elsewhere, grant.expiresAt()), folder.resolve("clip")))
                .isInstanceOf(GrantRefused.class);
    }

    @Test
    void theProgramIsToldWhenAGrantRanOutOrTheBlobIsGone() {
        ReadGrant grant = store().grantRead(key, MP4, Duration.ofMinutes(1));
        assertThatThrownBy(() -> store().download(grant, folder.resolve("clip")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store().download(expired(grant), folder.resolve("clip")))
                .isInstanceOf(GrantRefused.class);
    }

    @Test
    void deletedBlobsAreGoneAndDeletingAgainIsHarmless() throws Exception {
        put(store().grantUpload(key, MP4, 10), content(10));
        store().delete(key);
        store().delete(key);
        assertThat(store().find(key)).isEmpty();
        assertThat(get(store().grantRead(key, MP4, Duration.ofMinutes(1))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void deletingAFolderTakesAllBlobsBelowAndNoOther() throws Exception {
        BlobKey poster = new BlobKey("derived/%s/1/poster.jpg".formatted(UUID.randomUUID()));
        BlobKey strip = new BlobKey(poster.value().replace("poster", "strip"));
        put(store().grantUpload(key, MP4, 10), content(10));
        put(store().grantUpload(poster, "image/jpeg", 10), content(10));
        put(store().grantUpload(strip, "image/jpeg", 10), content(10));
        store().deleteAll(poster.value().substring(0, poster.value().indexOf("/1/")));
        assertThat(store().find(poster)).isEmpty();
        assertThat(store().find(strip)).isEmpty();
        assertThat(store().find(key)).isPresent();
    }

    @Test
    void aListHasAllBlobsBelowAFolderInTheOrderOfTheirKeysPageAfterPage() throws IOException {
        String account = "clips/" + UUID.randomUUID();
        // a dash comes before the slash, a digit after it
        List<String> keys = Stream.of("/a/1", "/a/2", "/a/3", "/a-b/1", "/a0/1", "/b", "/b-c", "/c.mp4", "/d/e/f")
                .map(account::concat)
                .toList();
        for (String other : keys.reversed()) {
            store().upload(
                            store().grantUpload(new BlobKey(other), MP4, 20),
                            content(other.length() - account.length()));
        }
        store().upload(store().grantUpload(new BlobKey(account + "-0/1"), MP4, 10), content(10));

        for (int limit : List.of(1, 2, 3, 9, 100)) {
            List<ListedBlob> all = list(account, limit);
            assertThat(all)
                    .extracting(blob -> blob.key().value())
                    .containsExactlyElementsOf(keys.stream().sorted().toList());
            assertThat(all)
                    .allSatisfy(blob -> assertThat(blob.bytes())
                            .isEqualTo(blob.key().value().length() - account.length()));
        }
        assertThat(list(account + "/a", 2))
                .extracting(blob -> blob.key().value())
                .containsExactlyElementsOf(keys.subList(0, 3));
    }

    @Test
    void aListSaysSinceWhenABlobIsThere() throws IOException {
        Instant before = Clock.systemUTC().instant();
        store().upload(store().grantUpload(key, MP4, 10), content(10));
        String folder = key.value().substring(0, key.value().lastIndexOf('/'));
        assertThat(list(folder, 1).getFirst().createdAt())
                .isBetween(before.minusSeconds(2), Clock.systemUTC().instant().plusSeconds(2));
    }

    @Test
    void aFolderThatHoldsNothingHasAnEmptyList() throws IOException {
        assertThat(store().list("clips/" + UUID.randomUUID(), null, 10)).isEqualTo(new BlobPage(List.of(), null));
        store().upload(store().grantUpload(key, MP4, 10), content(10));
        store().delete(key);
        String account = key.value().substring(0, "clips/".length() + 36);
        assertThat(store().list(account, null, 10)).isEqualTo(new BlobPage(List.of(), null));
    }

    @Test
    void aListNeverLeavesTheStoreAndIsNeverWithoutEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> store().list("../x", null, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> store().list("clips", null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store().list("clips", null, ClipStore.LONGEST_PAGE + 1));
    }

    private List<ListedBlob> list(String folder, int limit) {
        List<ListedBlob> all = new ArrayList<>();
        for (String after = null; ; ) {
            BlobPage page = store().list(folder, after, limit);
            assertThat(page.blobs()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.blobs());
            after = page.next();
            if (after == null) {
                return all;
            }
        }
    }

    /** Whether an upload was refused because the blob exists. */
    protected boolean isThereAlready(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 409;
    }

    /** Files that unfinished uploads occupy, as far as this kind of store can tell. */
    protected abstract long leftovers() throws IOException;

    protected HttpResponse<byte[]> put(UploadGrant grant, byte[] body) throws Exception {
        // a store that refuses before it has read the body may leave the connection unfit for the next request
        try (HttpClient fresh = HttpClient.newHttpClient()) {
            return fresh.send(request(grant, body), BodyHandlers.ofByteArray());
        }
    }

    protected HttpResponse<byte[]> get(ReadGrant grant, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(grant.url()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    protected static byte[] content(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    private HttpRequest request(UploadGrant grant, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(grant.url()));
        grant.headers().forEach(request::header);
        return request.PUT(BodyPublishers.ofByteArray(body)).build();
    }

    private void sendHalf(UploadGrant grant) throws IOException {
        URI url = address().resolve(grant.url());
        try (SlowUpload upload = SlowUpload.begin(url, grant.headers(), CLIP)) {
            upload.send(CLIP.length / 2);
        }
    }

    /** How many files hold content, received in full or in part. */
    protected static long filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("content."))
                    .count();
        }
    }
}
