package dev.nightjar.storage;

import org.jspecify.annotations.Nullable;

/**
 * What the store knows of a blob.
 *
 * @param sha256 of the bytes that arrived, hexadecimal; null from a store that does not work it out, and of old blobs
 */
public record StoredBlob(
        BlobKey key,
        long bytes,
        String contentType,
        @Nullable String sha256) {}
