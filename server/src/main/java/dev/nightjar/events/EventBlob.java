package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import java.util.Optional;

/** A blob of the store, by what its key says of the event that it belongs to. */
sealed interface EventBlob {

    /** The event that it should belong to. */
    UpkeepRows.Key key();

    /** The clip itself. */
    record Clip(UpkeepRows.Key key, DeviceId device) implements EventBlob {}

    /**
     * Something made from the clip, or a preview.
     *
     * @param attempt the folder of it
     */
    record Derived(UpkeepRows.Key key, String attempt) implements EventBlob {}

    /** Reads a key; empty when it is not of the form that events use. */
    static Optional<EventBlob> of(BlobKey blob) {
        String[] parts = blob.value().split("/", -1);
        try {
            return switch (parts[0]) {
                case "clips" ->
                    parts.length == 4
                            ? Optional.of(new Clip(key(parts[1], parts[3]), DeviceId.of(parts[2])))
                            : Optional.empty();
                case "derived" ->
                    parts.length == 5 ? Optional.of(new Derived(key(parts[1], parts[2]), parts[3])) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static UpkeepRows.Key key(String account, String event) {
        return new UpkeepRows.Key(AccountId.of(account), EventId.of(event));
    }
}
