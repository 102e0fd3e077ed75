package dev.nightjar.devices;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a device does, as far as the server knows. */
public enum DeviceState {
    /** It said, lately enough, that it sees. */
    @JsonProperty("watching")
    WATCHING,
    /** It said, lately enough, that it should see and cannot. */
    @JsonProperty("blind")
    BLIND,
    /** It was watching or blind, and has not spoken for a while. */
    @JsonProperty("silent")
    SILENT,
    /** It does not watch, and is not expected to. */
    @JsonProperty("stopped")
    STOPPED
}
