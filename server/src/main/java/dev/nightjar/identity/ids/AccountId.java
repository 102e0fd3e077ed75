package dev.nightjar.identity.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An account: a household with one plan. */
public record AccountId(@JsonValue UUID value) {

    /** Reads the id from its text, as it stands in addresses and JSON. */
    @JsonCreator
    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
