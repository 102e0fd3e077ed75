package dev.nightjar.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the blobs below a folder, in the order of their keys.
 *
 * @param next what to give as {@code after} for the following page; null after the last one. It means something to the
 *     store only.
 */
public record BlobPage(List<ListedBlob> blobs, @Nullable String next) {}
