package dev.nightjar.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may sign up at the moment. */
public enum SignUpMode {
    /** Nobody has signed up yet: the first person becomes the operator. */
    @JsonProperty("first")
    FIRST,
    /** Who was invited. */
    @JsonProperty("invitation")
    INVITATION,
    /** Anyone. */
    @JsonProperty("open")
    OPEN
}
