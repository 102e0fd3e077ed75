package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A way to reach a person who has no page open. */
public enum ChannelKind {
    @JsonProperty("telegram")
    TELEGRAM,
    @JsonProperty("push")
    PUSH
}
