package dev.nightjar.telegram;

/** Why nothing arrives in a chat any more. */
public enum ChatTrouble {
    BLOCKED("The bot is blocked there. Unblock it in Telegram, or open the chat and tap Start."),
    REMOVED("The bot is no longer in the group. Add it again, or remove the chat here."),
    DELETED("The Telegram account was deleted. Remove the chat here."),
    MISSING("Telegram no longer knows the chat. Link it anew, or remove it here."),
    MUTED("The bot may not write there. Allow it to in the group's permissions.");

    private final String words;

    ChatTrouble(String words) {
        this.words = words;
    }

    /** What is wrong and what helps, for the person who linked the chat. */
    public String words() {
        return words;
    }
}
