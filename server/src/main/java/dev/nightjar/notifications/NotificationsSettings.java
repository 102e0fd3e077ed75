package dev.nightjar.notifications;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes reach people.
 *
 * @param changesKept how many changes of an account are kept for those who were away
 * @param queue how many messages wait for a slow reader before its connection is closed
 * @param connectionsPerAccount how many live connections an account may have; the oldest makes room
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.notifications", ignoreUnknownFields = false)
record NotificationsSettings(
        @DefaultValue("10000") @Min(100) int changesKept,
        @DefaultValue("256") @Min(1) @Max(10_000) int queue,
        @DefaultValue("50") @Min(1) int connectionsPerAccount) {}
