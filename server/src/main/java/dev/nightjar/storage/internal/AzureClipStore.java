package dev.nightjar.storage.internal;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ListedBlob;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.StoredBlob;
import dev.nightjar.storage.UploadGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Keeps clips in one container of Azure Blob Storage. Bytes go between phones and Azure, never through this program. */
final class AzureClipStore implements ClipStore {

    private static final int AT_ONCE = 8;

    private final BlobContainerClient container;
    private final AzureGrants grants;
    private final GrantedTransfers transfers;
    private final StorageSettings settings;

    AzureClipStore(
            BlobContainerClient container, AzureGrants grants, GrantedTransfers transfers, StorageSettings settings) {
        this.container = container;
        this.grants = grants;
        this.transfers = transfers;
        this.settings = settings;
    }

    @Override
    public UploadGrant grantUpload(BlobKey key, String contentType, long maximumBytes) {
        return AzureTrouble.told(() -> grants.upload(key, contentType, maximumBytes, settings.uploadGrantLifetime()));
    }

    @Override
    public ReadGrant grantRead(BlobKey key, String contentType, Duration lifetime) {
        Duration allowed = lifetime.compareTo(LONGEST_READ) > 0 ? LONGEST_READ : lifetime;
        return AzureTrouble.told(() -> grants.read(key, contentType, allowed));
    }

    @Override
    public ReadGrant grantWorkerRead(BlobKey key, String contentType) {
        return AzureTrouble.told(() -> grants.read(key, contentType, settings.workerGrantLifetime()));
    }

    @Override
    public UploadGrant grantWorkerUpload(BlobKey key, String contentType, long maximumBytes) {
        return AzureTrouble.told(() -> grants.upload(key, contentType, maximumBytes, settings.workerGrantLifetime()));
    }

    @Override
    public void download(ReadGrant grant, Path target) throws IOException {
        transfers.download(grant, target);
    }

    @Override
    public void upload(UploadGrant grant, byte[] content) throws IOException {
        transfers.upload(grant, content);
    }

    @Override
    public Optional<StoredBlob> find(BlobKey key) {
        return AzureTrouble.told(() -> {
            try {
                BlobProperties found = container.getBlobClient(key.value()).getProperties();
                return Optional.of(new StoredBlob(key, found.getBlobSize(), type(found), null));
            } catch (BlobStorageException failure) {
                if (failure.getStatusCode() == 404) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    @Override
    public void delete(BlobKey key) {
        AzureTrouble.told(() -> container.getBlobClient(key.value()).deleteIfExists());
    }

    @Override
    public void deleteAll(String folder) {
        String after = null;
        do {
            BlobPage page = list(folder, after, LONGEST_PAGE);
            deleteTogether(page.blobs());
            after = page.next();
        } while (after != null);
    }

    /** Each takes a request, and those of an account may be many. */
    private void deleteTogether(List<ListedBlob> blobs) {
        try (ExecutorService some =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<CompletableFuture<Void>> deletions = blobs.stream()
                    .map(blob -> CompletableFuture.runAsync(() -> delete(blob.key()), some))
                    .toList();
            deletions.forEach(CompletableFuture::join);
        }
    }

    @Override
    public BlobPage list(String folder, @Nullable String after, int limit) {
        BlobKey.checkFolder(folder);
        ClipStore.checkPage(limit);
        ListBlobsOptions below = new ListBlobsOptions().setPrefix(folder + "/").setMaxResultsPerPage(limit);
        return AzureTrouble.told(() -> {
            try (PagedResponse<BlobItem> page = container
                    .listBlobs(below, after, null)
                    .iterableByPage()
                    .iterator()
                    .next()) {
                List<ListedBlob> blobs = page.getValue().stream()
                        .filter(item -> BlobKey.isOne(item.getName()))
                        .map(AzureClipStore::listed)
                        .toList();
                return new BlobPage(blobs, page.getContinuationToken());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static ListedBlob listed(BlobItem item) {
        return new ListedBlob(
                new BlobKey(item.getName()),
                item.getProperties().getContentLength(),
                item.getProperties().getCreationTime().toInstant());
    }

    /** Its sender says the type, and could say that the bytes are to be unpacked first: that is another type, then. */
    private static String type(BlobProperties found) {
        String type = String.valueOf(found.getContentType());
        String encoding = found.getContentEncoding();
        return encoding == null || encoding.isEmpty() ? type : type + ", " + encoding;
    }
}
