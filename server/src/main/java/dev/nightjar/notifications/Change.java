package dev.nightjar.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * Something of an account came, changed or went. What it is now, is to be asked for.
 *
 * @param n counts the changes of the account, without gaps
 * @param id of the event, device, session or alert
 */
public record Change(long n, Kind kind, UUID id) {

    /** What changed. */
    public enum Kind {
        @JsonProperty("event")
        EVENT,
        @JsonProperty("device")
        DEVICE,
        @JsonProperty("session")
        SESSION,
        @JsonProperty("alert")
        ALERT
    }
}
