package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a person wants quiet for a while.
 *
 * @param deviceId of the camera; absent is all of them
 * @param until absent is until the person says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Snooze(
        @Nullable DeviceId deviceId,
        Instant since,
        @Nullable Instant until) {

    /** Whether it is about the camera. */
    boolean isOf(@Nullable DeviceId device) {
        return deviceId == null || deviceId.equals(device);
    }

    /** Whether the time is in it. */
    boolean holds(Instant time) {
        return !time.isBefore(since) && (until == null || time.isBefore(until));
    }
}
