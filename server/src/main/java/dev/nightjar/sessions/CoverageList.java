package dev.nightjar.sessions;

import dev.nightjar.identity.ids.DeviceId;
import java.util.List;

/** When the devices of an account watched. A device without a stretch was not asked to watch then. */
public record CoverageList(List<DeviceCoverage> items) {

    /** When one device watched: its stretches in their order, none over another. */
    public record DeviceCoverage(DeviceId deviceId, List<Stretch> stretches) {}
}
