package dev.nightjar.storage.internal;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobCorsRule;
import com.azure.storage.blob.models.BlobServiceProperties;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the store ready: its container, and leave for browsers to send to it from our pages. */
final class AzureSetup {

    private static final Logger log = LoggerFactory.getLogger(AzureSetup.class);
    private static final int REMEMBERED_SECONDS = 3600;

    private final BlobServiceClient service;
    private final AzureSettings settings;

    AzureSetup(BlobServiceClient service, AzureSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    /**
     * Looks after both; harmless when it was done before, or another node does it at the same time.
     *
     * @throws IllegalStateException when the store does not answer, or does not let us
     */
    void prepare() {
        try {
            BlobContainerClient container = service.getBlobContainerClient(settings.container());
            if (container.createIfNotExists()) {
                log.atInfo().addKeyValue("container", settings.container()).log("Container made");
            }
            if (!settings.origins().isEmpty()) {
                allowPages();
            }
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    "The store of clips at %s cannot be used. Check nightjar.storage.azure: the endpoint, the key or the"
                                    .formatted(settings.account())
                            + " identity's rights (Storage Blob Data Contributor and Storage Blob Delegator; to set origins,"
                            + " Storage Account Contributor).",
                    failure);
        }
    }

    private void allowPages() {
        BlobServiceProperties properties = service.getProperties();
        BlobCorsRule wanted = rule();
        List<BlobCorsRule> known = properties.getCors();
        if (known != null && known.size() == 1 && says(known.getFirst()).equals(says(wanted))) {
            return;
        }
        service.setProperties(properties.setCors(List.of(wanted)));
        log.atInfo().addKeyValue("origins", wanted.getAllowedOrigins()).log("Pages may send to the store");
    }

    /** What grants ask for, and no more: their headers, their methods. */
    private BlobCorsRule rule() {
        return new BlobCorsRule()
                .setAllowedOrigins(String.join(",", settings.origins()))
                .setAllowedMethods("GET,HEAD,PUT")
                .setAllowedHeaders("content-type,if-none-match,range,x-ms-blob-type")
                .setExposedHeaders("content-length,content-range,x-ms-error-code")
                .setMaxAgeInSeconds(REMEMBERED_SECONDS);
    }

    private static List<Object> says(BlobCorsRule rule) {
        return List.of(
                rule.getAllowedOrigins(),
                rule.getAllowedMethods(),
                rule.getAllowedHeaders(),
                rule.getExposedHeaders(),
                rule.getMaxAgeInSeconds());
    }
}
