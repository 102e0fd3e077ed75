package dev.nightjar.storage;

/** What the store knows of a blob. */
public record StoredBlob(BlobKey key, long bytes, String contentType) {}
