package dev.nightjar.storage.internal;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.nightjar.identity.MediaOrigin;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clips in Azure. Without this kind of store nothing of the vendor's is loaded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nightjar.storage.kind", havingValue = "azure")
@EnableConfigurationProperties(StorageSettings.class)
class AzureConfiguration {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    @Bean
    AzureClipStore azureClipStore(StorageSettings settings, Clock clock) {
        return new AzureAccount(settings, AzureConfiguration::http, () -> identity(settings.azure())).open(clock);
    }

    /** Pages send clips to the store, and show what is in it. */
    @Bean
    MediaOrigin storeOrigin(StorageSettings settings) {
        return MediaOrigin.of(settings.azure().account());
    }

    private static HttpClient.Builder http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTED_WITHIN);
    }

    private static TokenCredential identity(AzureSettings settings) {
        return new ManagedIdentityCredentialBuilder()
                .clientId(settings.identityClientId())
                .build();
    }
}
