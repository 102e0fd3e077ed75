package dev.nightjar.queue;

/** Nobody can ever make sense of the message. */
public final class UnreadableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
