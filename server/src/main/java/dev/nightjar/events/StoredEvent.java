package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.storage.BlobKey;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: what people see, and what only the server needs.
 *
 * @param round how often it was sent to analysis
 * @param attempt the attempt whose result is awaited, or was stored
 * @param files what was made of its clip
 */
record StoredEvent(
        AccountId account, Event event, int round, @Nullable String attempt, DerivedFiles files) {

    /** Where its clip is kept, once it has come. */
    BlobKey clipKey() {
        return BlobKey.clip(account, event.deviceId(), event.id());
    }
}
