package dev.nightjar.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people stay signed in.
 *
 * @param signInLifetime a sign-in that is not used for so long has ended
 * @param signInTouch how exactly its last use is known; each use would otherwise be a write
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.identity", ignoreUnknownFields = false)
record IdentitySettings(
        @DefaultValue("30d") Duration signInLifetime,
        @DefaultValue("1h") Duration signInTouch) {}
