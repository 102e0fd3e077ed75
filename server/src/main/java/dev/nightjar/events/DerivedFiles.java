package dev.nightjar.events;

import dev.nightjar.storage.BlobKey;
import org.jspecify.annotations.Nullable;

/**
 * What was made of an event's clip, and where it is kept; null what there is not.
 *
 * @param poster its still picture
 * @param strip a few small pictures side by side
 * @param findings what was seen, as JSON
 */
record DerivedFiles(
        @Nullable BlobKey poster,
        @Nullable BlobKey strip,
        @Nullable BlobKey findings) {

    static final DerivedFiles NONE = new DerivedFiles(null, null, null);
}
