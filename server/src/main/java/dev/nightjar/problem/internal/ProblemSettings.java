package dev.nightjar.problem.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the API's door.
 *
 * @param largestRequest the largest body that an address below {@code /api} reads
 * @param largestParts the largest body that is read where a request comes in parts, some of them pictures
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.problem", ignoreUnknownFields = false)
record ProblemSettings(
        @DefaultValue("256KB") DataSize largestRequest,
        @DefaultValue("1MB") DataSize largestParts) {}
