package dev.nightjar.storage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the folder of clips and the key for its grants lie: in the data folder. */
@Configuration(proxyBeanMethods = false)
@WhenFolder
@EnableConfigurationProperties(StorageSettings.class)
class FolderConfiguration {

    @Bean
    BlobFolder blobFolder(@Value("${nightjar.data:./data}") Path data) throws IOException {
        return new BlobFolder(data.resolve("storage"));
    }

    @Bean
    GrantSigner grantSigner(@Value("${nightjar.data:./data}") Path data, StorageSettings settings, Clock clock)
            throws IOException {
        Files.createDirectories(data);
        return new GrantSigner(
                SigningKeyFile.readOrCreate(data.resolve("grants.key")), settings.longestGrantLifetime(), clock);
    }

    @Bean
    BlobWriter blobWriter(BlobFolder folder, StorageSettings settings, Clock clock) {
        return new BlobWriter(folder, settings, clock);
    }
}
