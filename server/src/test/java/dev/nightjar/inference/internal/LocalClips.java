package dev.nightjar.inference.internal;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.StoredBlob;
import dev.nightjar.storage.UploadGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that an analyser can use by grants, and nothing else: grants name a file, and "expired" is one that ran out. */
final class LocalClips implements ClipStore {

    static final String EXPIRED = "expired";

    final Map<BlobKey, byte[]> uploaded = new HashMap<>();

    static ReadGrant grant(Path file) {
        return new ReadGrant(file.toUri(), Instant.MAX);
    }

    @Override
    public void download(ReadGrant grant, Path target) throws IOException {
        if (grant.url().toString().equals(EXPIRED)) {
            throw new GrantRefused("This grant ran out.");
        }
        Path file = Path.of(grant.url());
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Files.copy(file, target);
    }

    @Override
    public void upload(UploadGrant grant, byte[] content) {
        uploaded.put(new BlobKey(grant.url().getPath()), content);
    }

    @Override
    public UploadGrant grantUpload(BlobKey key, String contentType, long maximumBytes) {
        return new UploadGrant("PUT", URI.create(key.value()), Map.of(), Instant.MAX, maximumBytes);
    }

    @Override
    public ReadGrant grantRead(BlobKey key, String contentType, Duration lifetime) {
        throw new UnsupportedOperationException("An analyser mints no grants");
    }

    @Override
    public ReadGrant grantWorkerRead(BlobKey key, String contentType) {
        throw new UnsupportedOperationException("An analyser mints no grants");
    }

    @Override
    public UploadGrant grantWorkerUpload(BlobKey key, String contentType, long maximumBytes) {
        throw new UnsupportedOperationException("An analyser mints no grants");
    }

    @Override
    public Optional<StoredBlob> find(BlobKey key) {
        throw new UnsupportedOperationException("An analyser looks nothing up");
    }

    @Override
    public void delete(BlobKey key) {
        throw new UnsupportedOperationException("An analyser deletes nothing");
    }

    @Override
    public void deleteAll(String folder) {
        throw new UnsupportedOperationException("An analyser deletes nothing");
    }

    @Override
    public BlobPage list(String folder, @Nullable String after, int limit) {
        throw new UnsupportedOperationException("An analyser lists nothing");
    }
}
