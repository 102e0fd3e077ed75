package dev.nightjar.identity;

/** What a person may do in an account. */
public enum Role {
    /** Sees and changes everything. */
    OWNER,
    /** Sees, and changes nothing. */
    MONITOR
}
