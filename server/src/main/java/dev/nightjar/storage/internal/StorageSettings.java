package dev.nightjar.storage.internal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How clips are kept.
 *
 * @param kind where: in a folder of this machine, or in Azure Blob Storage
 * @param azure which part of Azure, with {@code kind: azure}
 * @param uploadGrantLifetime how long a phone has to begin sending
 * @param workerGrantLifetime how long an order may wait for a worker before its grants are minted anew; grants of workers are
 *     good for so long, wherever their messages lie
 * @param longestUpload after this an upload that still runs is broken off
 * @param largestBlob no grant allows more
 * @param reservedSpace what uploads leave free on the disk, since the database lives there too
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.storage", ignoreUnknownFields = false)
record StorageSettings(
        @NotNull @DefaultValue("folder") Kind kind,

        @NotNull @Valid @NestedConfigurationProperty @DefaultValue
        AzureSettings azure,

        @NotNull @DurationMax(hours = 6) @DefaultValue("15m")
        Duration uploadGrantLifetime,

        @NotNull @DurationMin(minutes = 10) @DurationMax(hours = 6) @DefaultValue("2h")
        Duration workerGrantLifetime,

        @NotNull @DefaultValue("10m") Duration longestUpload,
        @NotNull @DefaultValue("64MB") DataSize largestBlob,
        @NotNull @DefaultValue("256MB") DataSize reservedSpace) {

    /** No grant of any kind lasts longer. */
    Duration longestGrantLifetime() {
        return uploadGrantLifetime.compareTo(workerGrantLifetime) > 0 ? uploadGrantLifetime : workerGrantLifetime;
    }

    /** The kinds of {@link dev.nightjar.storage.ClipStore} that there are. */
    enum Kind {
        FOLDER,
        AZURE
    }
}
