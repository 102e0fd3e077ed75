package dev.nightjar.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which database to use.
 *
 * @param url JDBC address of an external PostgreSQL; without it the program runs its own
 * @param embedded whether the program may run its own; where it may not, an address must be set
 * @param username for the external database
 * @param password for the external database; read it from the environment
 * @param folder where the program's own database is kept, with its password and lock
 * @param sharedBuffers memory that the program's own database takes for pages
 * @param startWait how long its start may take, recovery after a crash included
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.database", ignoreUnknownFields = false)
record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("true") boolean embedded,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("./data/database") Path folder,
        @DefaultValue("64MB") DataSize sharedBuffers,
        @DefaultValue("60s") Duration startWait) {

    @Override
    public String toString() {
        return "DatabaseSettings[url=%s, username=%s, folder=%s]".formatted(url, username, folder);
    }
}
