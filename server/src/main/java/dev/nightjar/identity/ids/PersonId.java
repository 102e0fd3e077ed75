package dev.nightjar.identity.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person, who may belong to several accounts. */
public record PersonId(@JsonValue UUID value) {

    /** Reads the id from its text, as it stands in addresses and JSON. */
    @JsonCreator
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
