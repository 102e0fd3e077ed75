package dev.nightjar.https;

import org.jspecify.annotations.Nullable;

/** HTTPS cannot be offered; the message says why and what to do. */
final class HttpsStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HttpsStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
