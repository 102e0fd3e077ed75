package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told of one thing, as it stands in the page.
 *
 * @param version grows with each change of the words: of two copies, the one with the larger number is the newer
 * @param eventId of the event that it tells of, if it is one
 * @param deviceId of the camera that it tells of, if it is one
 * @param title where it happened
 * @param text what happened
 * @param correction what was said first and turned out wrong, as a sentence
 * @param at when it happened
 * @param madeAt when it was first known
 * @param toldAt when it first arrived by a channel
 * @param path of the page that tells more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        AlertId id,
        Kind kind,
        long version,
        @Nullable EventId eventId,
        @Nullable DeviceId deviceId,
        String title,
        String text,
        @Nullable String correction,
        Instant at,
        Instant madeAt,
        @Nullable Instant toldAt,
        String path) {

    /** Of what it tells. */
    public enum Kind {
        /** An event. */
        @JsonProperty("event")
        EVENT,
        /** Many events in one. */
        @JsonProperty("summary")
        SUMMARY,
        /** A camera that does not see. */
        @JsonProperty("trouble")
        TROUBLE
    }

    static Alert of(StoredAlert stored) {
        return new Alert(
                stored.id(),
                Kind.valueOf(stored.kind().name()),
                stored.version(),
                stored.event(),
                stored.device(),
                stored.content().title(),
                stored.content().text(),
                stored.content().correction(),
                stored.happenedAt(),
                stored.madeAt(),
                stored.toldAt(),
                Messages.path(stored));
    }
}
