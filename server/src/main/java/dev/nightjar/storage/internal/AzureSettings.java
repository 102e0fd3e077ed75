package dev.nightjar.storage.internal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which part of Azure Blob Storage is the store.
 *
 * @param endpoint of the storage account, such as {@code https://ACCOUNT.blob.core.windows.net}
 * @param container where all blobs are; made when it is missing
 * @param access by what the program may use it
 * @param accountKey with {@code access: key}; a secret, by the environment only
 * @param identityClientId of the managed identity to use, where the machine has several
 * @param origins of the pages that may send to the store and read from it; the store is told at the start. Empty: who
 *     set up the store has told it
 */
record AzureSettings(
        @Nullable URI endpoint,

        @NotNull @Pattern(regexp = "[a-z0-9](-?[a-z0-9]){2,62}") @DefaultValue("nightjar")
        String container,

        @NotNull @DefaultValue("identity") Access access,
        @Nullable String accountKey,
        @Nullable String identityClientId,

        @NotNull @DefaultValue List<@Pattern(regexp = "https?://[^/*?#]+") String> origins) {

    /** What opens the store. */
    enum Access {
        /** A managed identity of the machine. */
        IDENTITY,
        /** The key of the account. */
        KEY,
        /** Nothing: grants that came from elsewhere are used, as a worker does. */
        GRANTS
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "AzureSettings[endpoint=%s, container=%s, access=%s, origins=%s]"
                .formatted(endpoint, container, access, origins);
    }

    /** The endpoint without a slash at its end. */
    URI account() {
        if (endpoint == null || endpoint.getHost() == null) {
            throw new IllegalStateException(
                    "Clips are to be kept in Azure: set nightjar.storage.azure.endpoint to the address of the storage account,"
                            + " such as https://ACCOUNT.blob.core.windows.net");
        }
        return URI.create(endpoint.toString().replaceFirst("/+$", ""));
    }

    /** The key of the account. */
    String key() {
        if (accountKey == null || accountKey.isBlank()) {
            throw new IllegalStateException(
                    "The store is opened by a key: set NIGHTJAR_STORAGE_AZURE_ACCOUNTKEY in the environment,"
                            + " or nightjar.storage.azure.access to identity");
        }
        return accountKey;
    }

    /** What the addresses of all blobs begin with. */
    URI containerAddress() {
        return URI.create(account() + "/" + container);
    }
}
