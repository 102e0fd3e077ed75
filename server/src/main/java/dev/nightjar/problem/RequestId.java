package dev.nightjar.problem;

import jakarta.servlet.ServletRequest;

/** Names one request in the log and in a problem's body, so that a person can quote it. */
public final class RequestId {

    private static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    /** The id of the request; empty when it never went through the filter that gives it. */
    public static String of(ServletRequest request) {
        Object id = request.getAttribute(ATTRIBUTE);
        return id == null ? "" : id.toString();
    }

    /** Gives the request its id. */
    public static void set(ServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}
