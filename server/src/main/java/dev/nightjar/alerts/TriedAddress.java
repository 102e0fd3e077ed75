package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a test alert.
 *
 * @param text the same for people
 */
public record TriedAddress(Result result, String text) {

    /** What became of it. */
    public enum Result {
        /** It has arrived, as far as the channel can tell. */
        @JsonProperty("sent")
        SENT,
        /** The service asks for patience. */
        @JsonProperty("later")
        LATER,
        /** Nothing arrives there any more. */
        @JsonProperty("gone")
        GONE,
        /** The service does not take it. */
        @JsonProperty("refused")
        REFUSED,
        /** The service does not answer. */
        @JsonProperty("noAnswer")
        NO_ANSWER
    }
}
