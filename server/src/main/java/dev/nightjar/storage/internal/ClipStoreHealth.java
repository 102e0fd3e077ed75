package dev.nightjar.storage.internal;

import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether clips can be kept: the folder takes a file, or the store in the cloud answers. */
@Component("clips")
class ClipStoreHealth implements HealthIndicator {

    private static final String UNUSED_FOLDER = "clips/none";

    private final ClipStore clips;
    private final ObjectProvider<BlobFolder> folder;
    private final StorageSettings settings;

    ClipStoreHealth(ClipStore clips, ObjectProvider<BlobFolder> folder, StorageSettings settings) {
        this.clips = clips;
        this.folder = folder;
        this.settings = settings;
    }

    @Override
    public Health health() {
        try {
            BlobFolder kept = folder.getIfAvailable();
            if (kept != null) {
                kept.tryToWrite();
            } else if (settings.azure().access() != AzureSettings.Access.GRANTS) {
                // who has only grants that come with each clip can ask for nothing else
                clips.list(UNUSED_FOLDER, null, 1);
            }
            return Health.up().build();
        } catch (IOException | RuntimeException failure) {
            return Health.down().withException(failure).build();
        }
    }
}
