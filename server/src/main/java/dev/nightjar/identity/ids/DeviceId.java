package dev.nightjar.identity.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A paired phone. */
public record DeviceId(@JsonValue UUID value) {

    /** Reads the id from its text, as it stands in addresses and JSON. */
    @JsonCreator
    public static DeviceId of(String text) {
        return new DeviceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
