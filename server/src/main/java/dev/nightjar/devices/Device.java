package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phone that was paired as a camera.
 *
 * @param lastSeenAt when it last spoke, or null when it has not
 * @param revokedAt when it was removed, or null
 * @param watching whether it said, lately enough, that it watches
 * @param blindReason why it was blind when it last spoke, or null when it was not
 * @param stopAskedAt since when an owner wants it to stop, or null; it hears so when it speaks next
 * @param health how it was when it last spoke, or null when it did not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Device(
        DeviceId id,
        String name,
        Instant pairedAt,
        @Nullable Instant lastSeenAt,
        @Nullable Instant revokedAt,
        int settingsVersion,
        boolean watching,
        DeviceState state,
        @Nullable String blindReason,
        @Nullable Instant stopAskedAt,
        @Nullable Health health) {}
