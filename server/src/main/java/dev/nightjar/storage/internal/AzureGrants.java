package dev.nightjar.storage.internal;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.UploadGrant;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Makes addresses that Azure itself honours, each for one blob, one purpose and a short while. */
final class AzureGrants {

    /** Nothing of the path from here to the screen keeps it. */
    private static final String KEPT_NOWHERE = "no-store";

    private final BlobContainerClient container;
    private final URI address;
    private final SasSigner signer;
    private final StorageSettings settings;
    private final Clock clock;

    AzureGrants(BlobContainerClient container, SasSigner signer, StorageSettings settings, Clock clock) {
        this.container = container;
        this.address = settings.azure().containerAddress();
        this.signer = signer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Leave to create. The signature allows that only, so that nothing is ever replaced; with the condition in the
     * headers, of two who send at once one is told that the blob exists. A signature cannot hold a size.
     */
    UploadGrant upload(BlobKey key, String contentType, long maximumBytes, Duration lifetime) {
        ClipStore.checkType(contentType);
        Instant end = end(lifetime);
        BlobSasPermission create = new BlobSasPermission().setCreatePermission(true);
        URI signed = sign(key, new BlobServiceSasSignatureValues(end.atOffset(ZoneOffset.UTC), create));
        Map<String, String> headers =
                Map.of("Content-Type", contentType, "x-ms-blob-type", "BlockBlob", "If-None-Match", "*");
        return new UploadGrant(
                "PUT",
                signed,
                headers,
                end,
                Math.min(maximumBytes, settings.largestBlob().toBytes()));
    }

    /** Leave to read. How the blob is served is part of what is signed. */
    ReadGrant read(BlobKey key, String contentType, Duration lifetime) {
        ClipStore.checkType(contentType);
        Instant end = end(lifetime);
        BlobSasPermission read = new BlobSasPermission().setReadPermission(true);
        URI signed = sign(
                key,
                new BlobServiceSasSignatureValues(end.atOffset(ZoneOffset.UTC), read)
                        .setContentType(contentType)
                        .setContentDisposition("inline")
                        .setCacheControl(KEPT_NOWHERE));
        return new ReadGrant(signed, end);
    }

    private URI sign(BlobKey key, BlobServiceSasSignatureValues allowed) {
        boolean encrypted = "https".equals(address.getScheme());
        BlobClient blob = container.getBlobClient(key.value());
        String query =
                signer.sign(blob, allowed.setProtocol(encrypted ? SasProtocol.HTTPS_ONLY : SasProtocol.HTTPS_HTTP));
        return URI.create(address + "/" + key + "?" + query);
    }

    /** Signatures know whole seconds. */
    private Instant end(Duration lifetime) {
        return Instant.ofEpochSecond(clock.instant().plus(lifetime).getEpochSecond());
    }
}
