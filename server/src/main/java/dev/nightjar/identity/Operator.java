package dev.nightjar.identity;

import jakarta.servlet.ServletRequest;

/**
 * The one who looks after the server, known by the operator's token. Every controller below {@code /api/v1/admin} takes
 * it as an argument; it is no {@link Caller} and acts in no account.
 */
public record Operator() {

    /** Whether the filter chain found the operator's token in the request. */
    public static boolean asks(ServletRequest request) {
        return request.getAttribute(Operator.class.getName()) != null;
    }
}
