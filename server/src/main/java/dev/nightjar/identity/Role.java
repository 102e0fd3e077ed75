package dev.nightjar.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person may do in an account. */
public enum Role {
    /** Sees and changes everything. */
    @JsonProperty("owner")
    OWNER,
    /** Sees, and changes nothing. */
    @JsonProperty("monitor")
    MONITOR
}
