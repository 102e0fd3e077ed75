package dev.nightjar.database;

/** The program's own database cannot be used; the message says why and what to do. */
final class DatabaseStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseStartException(String message, Throwable cause) {
        super(message, cause);
    }

    DatabaseStartException(String message) {
        super(message);
    }
}
