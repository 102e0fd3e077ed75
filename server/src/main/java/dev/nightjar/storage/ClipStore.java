package dev.nightjar.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps clips and what was made from them. Two kinds: a folder, and (in the cloud) Azure Blob. */
public interface ClipStore {

    /** What is kept and served; nothing else is, since a browser might run it. */
    Set<String> CONTENT_TYPES = Set.of("video/mp4", "video/webm", "image/jpeg", "application/json");

    /** Of posters, strips and preview frames. */
    String PICTURE_TYPE = "image/jpeg";

    /** Of findings as a file. */
    String FINDINGS_TYPE = "application/json";

    /**
     * Refuses types that are not kept.
     *
     * @throws IllegalArgumentException for any that is not one of {@link #CONTENT_TYPES}
     */
    static void checkType(String contentType) {
        if (!CONTENT_TYPES.contains(contentType)) {
            throw new IllegalArgumentException("Not a type that is kept: " + contentType);
        }
    }

    /**
     * Leave to create a blob; refused by the store when the blob exists, the body is larger, or the type differs.
     *
     * @param contentType one of {@link #CONTENT_TYPES}
     * @throws IllegalArgumentException for any other type
     */
    UploadGrant grantUpload(BlobKey key, String contentType, long maximumBytes);

    /** No leave of any kind lasts longer. */
    Duration LONGEST_GRANT = Duration.ofHours(6);

    /** No leave for people to read lasts longer. */
    Duration LONGEST_READ = Duration.ofMinutes(10);

    /**
     * Leave to read, for {@link #LONGEST_READ} at most. The address may be relative to the server's own.
     *
     * @param contentType one of {@link #CONTENT_TYPES}, as which the blob is served, whatever its sender called it
     * @throws IllegalArgumentException for any other type
     */
    ReadGrant grantRead(BlobKey key, String contentType, Duration lifetime);

    /**
     * Leave for a worker to read a blob. It lasts as long as an order may wait for a worker: {@code
     * nightjar.storage.worker-grant-lifetime}.
     *
     * @param contentType one of {@link #CONTENT_TYPES}
     * @throws IllegalArgumentException for any other type
     */
    ReadGrant grantWorkerRead(BlobKey key, String contentType);

    /** Leave for a worker to create a blob, as {@link #grantUpload}; it lasts as long as {@link #grantWorkerRead}. */
    UploadGrant grantWorkerUpload(BlobKey key, String contentType, long maximumBytes);

    /**
     * Uses a read grant from inside the program, as a worker does: writes the blob to a new file.
     *
     * @throws GrantRefused when the grant has run out or is not one of this store
     * @throws java.nio.file.NoSuchFileException when there is no such blob
     */
    void download(ReadGrant grant, Path target) throws IOException;

    /**
     * Uses an upload grant from inside the program. That the blob exists already counts as uploaded.
     *
     * @throws GrantRefused when the grant has run out, is not one of this store, or does not allow that much
     */
    void upload(UploadGrant grant, byte[] content) throws IOException;

    /** What is stored under the key, or nothing. */
    Optional<StoredBlob> find(BlobKey key);

    /** Deletes the blob; harmless when it is not there. */
    void delete(BlobKey key);

    /** Deletes all blobs below a folder such as {@code derived/account/event}. */
    void deleteAll(String folder);

    /** A page of {@link #list} has no more blobs than this. */
    int LONGEST_PAGE = 5_000;

    /**
     * Refuses pages that are empty or without end.
     *
     * @throws IllegalArgumentException unless the limit is from 1 to {@link #LONGEST_PAGE}
     */
    static void checkPage(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("A page has from 1 to %d blobs, not %d".formatted(LONGEST_PAGE, limit));
        }
    }

    /**
     * The blobs below a folder such as {@code clips} or {@code clips/account}, in the order of their keys. What is created or deleted
     * meanwhile may be there or not; all else comes exactly once. Takes memory for one page, however many there are.
     *
     * @param after {@link BlobPage#next} of the page before; null for the first page
     * @param limit from 1 to {@link #LONGEST_PAGE}
     */
    BlobPage list(String folder, @Nullable String after, int limit);
}
