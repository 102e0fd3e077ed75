package dev.nightjar.storage.internal;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** One storage account, opened by what the settings say. */
final class AzureAccount {

    /** Somebody waits for the answer: a few tries within seconds, then a clear word. */
    private static final RequestRetryOptions RETRIES = new RequestRetryOptions(
            RetryPolicyType.EXPONENTIAL,
            3,
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            null);

    private final StorageSettings settings;
    private final Supplier<HttpClient.Builder> http;
    private final Supplier<TokenCredential> identity;

    /** The identity is asked for only where the settings want one. */
    AzureAccount(StorageSettings settings, Supplier<HttpClient.Builder> http, Supplier<TokenCredential> identity) {
        this.settings = settings;
        this.http = http;
        this.identity = identity;
    }

    /** The store, with its container there and its pages let in. */
    AzureClipStore open(Clock clock) {
        AzureSettings azure = settings.azure();
        BlobServiceClient service = service(azure);
        if (azure.access() != AzureSettings.Access.GRANTS) {
            new AzureSetup(service, azure).prepare();
        }
        var container = service.getBlobContainerClient(azure.container());
        HttpClient transfers =
                http.get().followRedirects(HttpClient.Redirect.NEVER).build();
        return new AzureClipStore(
                container,
                new AzureGrants(container, signer(service, azure, clock), settings, clock),
                new GrantedTransfers(
                        transfers,
                        azure.containerAddress(),
                        settings.largestBlob().toBytes()),
                settings);
    }

    private BlobServiceClient service(AzureSettings azure) {
        String endpoint = azure.account().toString();
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .httpClient(new JdkHttpClientBuilder(http.get()).build())
                .retryOptions(RETRIES);
        switch (azure.access()) {
            case IDENTITY -> builder.credential(identity.get());
            case KEY ->
                builder.credential(new StorageSharedKeyCredential(
                        BlobUrlParts.parse(endpoint).getAccountName(), azure.key()));
            case GRANTS -> {}
        }
        return builder.buildClient();
    }

    private static SasSigner signer(BlobServiceClient service, AzureSettings azure, Clock clock) {
        return switch (azure.access()) {
            case IDENTITY -> {
                DelegationKeys keys = new DelegationKeys(service, clock);
                yield (blob, allowed) -> blob.generateUserDelegationSas(allowed, keys.current());
            }
            case KEY -> (blob, allowed) -> blob.generateSas(allowed);
            case GRANTS ->
                (blob, allowed) -> {
                    throw new IllegalStateException("This process uses grants and makes none");
                };
        };
    }
}
