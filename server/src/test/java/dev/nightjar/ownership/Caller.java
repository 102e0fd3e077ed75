package dev.nightjar.ownership;

/** Who may ask for something that one household owns. */
public enum Caller {
    NOBODY("nobody"),
    EXPIRED("expired sign-in"),
    REVOKED("revoked device"),
    OPERATOR("operator"),
    STRANGER("other account"),
    STRANGERS_DEVICE("other account's device"),
    MONITOR("monitor"),
    OTHER_DEVICE("other device"),
    OWN_DEVICE("own device"),
    OWNER("owner");

    private final String words;

    Caller(String words) {
        this.words = words;
    }

    /** As it heads its column. */
    String words() {
        return words;
    }

    /** Whether it belongs to another household, or to none any more. */
    boolean isOutsider() {
        return ordinal() < MONITOR.ordinal();
    }
}
