package dev.nightjar.events;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are taken.
 *
 * @param largestClip the most bytes that a clip may have
 * @param uploadWithin how long a clip may take to come before its event expires
 * @param analysisDeadline how long one look at a clip may take
 * @param previewWait how long the answer to a trigger's preview may take; its camera waits three seconds, then sends the clip
 * @param doubtWait how long the answer to a doubt's preview may take, for which its camera waits
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.events", ignoreUnknownFields = false)
record EventsSettings(
        @NotNull @DefaultValue("64MB") DataSize largestClip,
        @NotNull @DefaultValue("24h") Duration uploadWithin,
        @NotNull @DefaultValue("2m") Duration analysisDeadline,
        @NotNull @DefaultValue("2s") Duration previewWait,
        @NotNull @DefaultValue("10s") Duration doubtWait) {}
