package dev.nightjar.telegram.internal;

/**
 * Telegram gave no answer that could be read, or does not know the bot: nothing was decided, and the same may succeed
 * later. Carries no cause: causes name the address, and the address holds the token.
 */
final class BotAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BotAwayException(String message) {
        super(message);
    }
}
