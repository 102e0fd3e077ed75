package dev.nightjar.identity.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Something that happened in front of a camera; made on the phone. */
public record EventId(@JsonValue UUID value) {

    /** Reads the id from its text, as it stands in addresses and JSON. */
    @JsonCreator
    public static EventId of(String text) {
        return new EventId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
