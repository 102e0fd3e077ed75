package dev.nightjar.inference.internal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the frames of previews are looked at.
 *
 * @param atOnce previews that are looked at side by side; each takes one core
 * @param waiting how many more may wait
 * @param readLimit after this a reader that still runs is ended
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.previews", ignoreUnknownFields = false)
record PreviewSettings(
        @Min(1) @Max(16) @DefaultValue("2") int atOnce,
        @Min(1) @Max(200) @DefaultValue("8") int waiting,
        @NotNull @DefaultValue("1500ms") Duration readLimit) {}
