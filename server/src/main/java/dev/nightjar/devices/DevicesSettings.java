package dev.nightjar.devices;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How cameras are heard.
 *
 * @param presenceEvery how often a node writes what it heard of its cameras, in one batch; other nodes know as little, so it must
 *     be well within the 90 seconds after which a camera is silent
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.devices", ignoreUnknownFields = false)
record DevicesSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 45) @DefaultValue("30s")
        Duration presenceEvery) {

    /** As a place for {@code @Scheduled}, which knows no settings. */
    static final String PRESENCE_EVERY = "${nightjar.devices.presence-every:30s}";
}
