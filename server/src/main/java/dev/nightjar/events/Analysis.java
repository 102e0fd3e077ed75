package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether the clip of an event was looked at.
 *
 * @param reason why it was skipped, such as {@code outOfCredits}
 * @param until when what it was skipped for ends
 * @param code why it failed, for programs
 * @param text why it failed, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(
        Status status,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable String code,
        @Nullable String text) {

    /** There is nothing to look at, or not yet. */
    static final Analysis NONE = new Analysis(Status.NONE, null, null, null, null);

    /** How far the analysis is. */
    public enum Status {
        /** There is nothing to look at, or not yet. */
        NONE,
        PENDING,
        DONE,
        SKIPPED,
        FAILED;

        /** As it stands in JSON and in the database. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
