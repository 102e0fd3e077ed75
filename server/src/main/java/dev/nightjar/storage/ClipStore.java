package dev.nightjar.storage;

import java.time.Duration;
import java.util.Optional;

/** Keeps clips and what was made from them. Two kinds: a folder, and (in the cloud) Azure Blob. */
public interface ClipStore {

    /**
     * Leave to create a blob; refused by the store when the blob exists, the body is larger, or the type differs.
     *
     * @param contentType one of the media types that the store serves
     */
    UploadGrant grantUpload(BlobKey key, String contentType, long maximumBytes);

    /** Leave to read, for ten minutes at most. The address may be relative to the server's own. */
    ReadGrant grantRead(BlobKey key, Duration lifetime);

    /** What is stored under the key, or nothing. */
    Optional<StoredBlob> find(BlobKey key);

    /** Deletes the blob; harmless when it is not there. */
    void delete(BlobKey key);

    /** Deletes all blobs below a folder such as {@code derived/account/event}. */
    void deleteAll(String folder);
}
