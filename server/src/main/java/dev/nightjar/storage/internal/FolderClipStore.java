package dev.nightjar.storage.internal;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.StoredBlob;
import dev.nightjar.storage.UploadGrant;
import dev.nightjar.storage.internal.Grant.Action;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Keeps clips in a folder; {@link BlobController} honours its grants. Addresses are relative to the server's own. */
@Component
@WhenFolder
final class FolderClipStore implements ClipStore {

    private final BlobFolder folder;
    private final GrantSigner signer;
    private final BlobWriter writer;
    private final StorageSettings settings;
    private final Clock clock;

    FolderClipStore(BlobFolder folder, GrantSigner signer, BlobWriter writer, StorageSettings settings, Clock clock) {
        this.folder = folder;
        this.signer = signer;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public UploadGrant grantUpload(BlobKey key, String contentType, long maximumBytes) {
        return upload(key, contentType, maximumBytes, settings.uploadGrantLifetime());
    }

    @Override
    public ReadGrant grantRead(BlobKey key, String contentType, Duration lifetime) {
        return read(key, contentType, lifetime.compareTo(LONGEST_READ) > 0 ? LONGEST_READ : lifetime);
    }

    @Override
    public ReadGrant grantWorkerRead(BlobKey key, String contentType) {
        return read(key, contentType, settings.workerGrantLifetime());
    }

    @Override
    public UploadGrant grantWorkerUpload(BlobKey key, String contentType, long maximumBytes) {
        return upload(key, contentType, maximumBytes, settings.workerGrantLifetime());
    }

    @Override
    public void download(ReadGrant grant, Path target) throws IOException {
        BlobKey key = verify(grant.url(), Action.READ).key();
        Path content = folder.content(key).orElseThrow(() -> new NoSuchFileException(key.value()));
        Files.copy(content, target);
    }

    @Override
    public void upload(UploadGrant grant, byte[] content) throws IOException {
        Grant allowed = verify(grant.url(), Action.CREATE);
        if (content.length > allowed.maximumBytes()) {
            throw new GrantRefused(
                    "The grant allows %d bytes, not %d.".formatted(allowed.maximumBytes(), content.length));
        }
        try {
            writer.write(allowed, new ByteArrayInputStream(content), content.length);
        } catch (FileAlreadyExistsException uploaded) {
            // An earlier try got this far.
        }
    }

    @Override
    public Optional<StoredBlob> find(BlobKey key) {
        try {
            return folder.find(key);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void delete(BlobKey key) {
        try {
            folder.delete(key);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void deleteAll(String path) {
        delete(new BlobKey(path));
    }

    @Override
    public BlobPage list(String path, @Nullable String after, int limit) {
        BlobKey.checkFolder(path);
        ClipStore.checkPage(limit);
        try {
            return FolderListing.list(folder, path, after, limit);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private UploadGrant upload(BlobKey key, String contentType, long maximumBytes, Duration lifetime) {
        ClipStore.checkType(contentType);
        long most = Math.min(maximumBytes, settings.largestBlob().toBytes());
        Grant grant = new Grant(Action.CREATE, key, contentType, most, expiry(lifetime));
        return new UploadGrant("PUT", address(grant), Map.of("Content-Type", contentType), grant.expiresAt(), most);
    }

    private ReadGrant read(BlobKey key, String contentType, Duration lifetime) {
        ClipStore.checkType(contentType);
        Grant grant = new Grant(Action.READ, key, contentType, 0, expiry(lifetime));
        return new ReadGrant(address(grant), grant.expiresAt());
    }

    private Instant expiry(Duration lifetime) {
        return Instant.ofEpochSecond(clock.instant().plus(lifetime).getEpochSecond());
    }

    private URI address(Grant grant) {
        return URI.create(BlobController.PATH + grant.key() + "?grant=" + signer.sign(grant));
    }

    /** Only addresses without a host are this store's own: a grant that points elsewhere is never followed. */
    private Grant verify(URI address, Action action) throws GrantRefused {
        String path = String.valueOf(address.getRawPath());
        if (address.isAbsolute() || address.getRawAuthority() != null || !path.startsWith(BlobController.PATH)) {
            throw new GrantRefused("This grant is not one of this store.");
        }
        String token =
                UriComponentsBuilder.fromUri(address).build().getQueryParams().getFirst("grant");
        return signer.verify(token == null ? "" : token, action, path.substring(BlobController.PATH.length()));
    }
}
