package dev.nightjar.storage;

import java.time.Instant;

/** A blob as a list of them shows it. */
public record ListedBlob(BlobKey key, long bytes, Instant createdAt) {}
