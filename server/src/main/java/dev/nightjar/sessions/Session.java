package dev.nightjar.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.devices.CameraSettings;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a device watches.
 *
 * @param startedAt the wall time of the first frame seen
 * @param endedAt when it stopped, or null while it watches
 * @param settings a copy of the settings in force
 * @param instructions what the owner wants to be told in this session, besides the instructions of its camera
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Session(
        SessionId id,
        DeviceId deviceId,
        Instant startedAt,
        @Nullable Instant endedAt,
        CameraSettings settings,
        List<String> instructions) {}
