package dev.nightjar.storage.internal;

import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Whether clips will find room for a while yet, where they lie in a folder. Says so before the first upload is refused for
 * want of it; a node is ready until then.
 */
@Component("room")
class RoomHealth implements HealthIndicator {

    /** Of some hundred clips: time for somebody to do something. */
    static final DataSize AHEAD = DataSize.ofGigabytes(1);

    private final ObjectProvider<BlobFolder> folder;
    private final StorageSettings settings;

    RoomHealth(ObjectProvider<BlobFolder> folder, StorageSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    @Override
    public Health health() {
        BlobFolder kept = folder.getIfAvailable();
        if (kept == null) {
            return Health.up().build();
        }
        try {
            return of(kept.freeSpace(), settings.reservedSpace());
        } catch (IOException unknown) {
            return Health.down().withException(unknown).build();
        }
    }

    /** Uploads stop where only the reserve is left. */
    static Health of(long freeBytes, DataSize reserve) {
        long enough = reserve.toBytes() + AHEAD.toBytes();
        Health.Builder health = freeBytes < enough ? Health.down() : Health.up();
        return health.withDetail("freeBytes", freeBytes)
                .withDetail("enoughBytes", enough)
                .build();
    }
}
