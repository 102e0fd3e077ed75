package dev.nightjar.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device did for a while.
 *
 * @param reason why it was blind, as a code; otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Stretch(
        Instant from, Instant until, State state, @Nullable String reason) {

    /** What it did. */
    public enum State {
        /** It saw. */
        @JsonProperty("watching")
        WATCHING,
        /** It should have seen and could not. */
        @JsonProperty("blind")
        BLIND,
        /** It should watch, and nothing is heard of it. */
        @JsonProperty("silent")
        SILENT
    }
}
