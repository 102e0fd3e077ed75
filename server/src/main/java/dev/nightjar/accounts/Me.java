package dev.nightjar.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Who the caller is.
 *
 * @param kind {@code person} or {@code device}; a person comes with a role, a device with its id
 */
public record Me(
        Kind kind,
        @Nullable Person person,
        Account account,
        @Nullable Role role,
        @Nullable DeviceReference device) {

    /** What kind of caller it is. */
    public enum Kind {
        @JsonProperty("person")
        PERSON,
        @JsonProperty("device")
        DEVICE
    }

    /** The calling device; it can be read by its id. */
    public record DeviceReference(DeviceId id) {}
}
