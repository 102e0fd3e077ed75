package dev.nightjar.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an event stands. It moves by one conditional update each time, so a repeated move is a no-op. */
public enum EventState {
    /** Known; leave to upload its clip was not given yet. */
    ANNOUNCED,
    /** Leave to upload was given; the clip is on its way. */
    UPLOADING,
    /** The clip is there and is being looked at. */
    PROCESSING,
    /** All that will come is there. */
    DONE,
    /** Not worth a clip. */
    DISMISSED,
    /** The clip could not be looked at; it can be played, and analysed again. */
    FAILED,
    /** No clip came in time. */
    EXPIRED;

    /** As it stands in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
