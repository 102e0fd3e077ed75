package dev.nightjar.storage.internal;

import dev.nightjar.storage.BlobKey;
import java.time.Instant;

/**
 * What the bearer of a signed token may do.
 *
 * @param contentType the only type that may be sent, or as which it is served
 * @param maximumBytes the most that may be sent; 0 for reading
 */
record Grant(Action action, BlobKey key, String contentType, long maximumBytes, Instant expiresAt) {

    /** A grant allows one of these, never both. */
    enum Action {
        READ,
        CREATE
    }
}
