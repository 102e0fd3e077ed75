package dev.nightjar.queue;

/** The broker cannot be reached, or does not take the message; later it may. */
public final class QueueAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueueAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
