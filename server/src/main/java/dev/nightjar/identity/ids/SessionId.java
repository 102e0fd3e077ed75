package dev.nightjar.identity.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A stretch of watching; made on the phone. */
public record SessionId(@JsonValue UUID value) {

    /** Reads the id from its text, as it stands in addresses and JSON. */
    @JsonCreator
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
