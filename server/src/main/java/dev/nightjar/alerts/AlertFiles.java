package dev.nightjar.alerts;

import dev.nightjar.events.EventMedia;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pictures and clips that go with alerts, read from the store when a channel shows them. */
@Component
class AlertFiles {

    private final EventMedia media;
    private final ClipStore store;

    AlertFiles(EventMedia media, ClipStore store) {
        this.media = media;
        this.store = store;
    }

    /** The picture of the alert's event, if it is there. */
    @Nullable
    AlertMedia picture(StoredAlert alert) {
        if (alert.event() == null || alert.content().picture() == null) {
            return null;
        }
        return media.picture(alert.account(), alert.event())
                .map(blob -> new Stored(store, blob))
                .orElse(null);
    }

    /** The clip of the alert's event, if it is there. */
    @Nullable
    AlertMedia clip(StoredAlert alert) {
        if (alert.event() == null || !alert.content().clip()) {
            return null;
        }
        return media.clip(alert.account(), alert.event())
                .map(blob -> new Stored(store, blob))
                .orElse(null);
    }

    /** A file of the store. */
    private record Stored(ClipStore store, StoredBlob blob) implements AlertMedia {

        @Override
        public String contentType() {
            return blob.contentType();
        }

        @Override
        public long bytes() {
            return blob.bytes();
        }

        /** Copied to a file first: the store gives no streams, and who reads this is slower than the store. */
        @Override
        public InputStream open() throws IOException {
            Path folder = Files.createTempDirectory("nightjar-alert");
            Path copy = folder.resolve("file");
            try {
                store.download(store.grantRead(blob.key(), blob.contentType(), ClipStore.LONGEST_READ), copy);
                return Files.newInputStream(copy, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException | RuntimeException failure) {
                Files.deleteIfExists(copy);
                throw failure;
            } finally {
                Files.deleteIfExists(folder);
            }
        }
    }
}
