package dev.nightjar.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a chat shows besides words. */
public enum ChatMedia {
    @JsonProperty("none")
    NONE,
    @JsonProperty("picture")
    PICTURE,
    /** The clip where there is one that Telegram takes, else the picture. */
    @JsonProperty("clip")
    CLIP
}
