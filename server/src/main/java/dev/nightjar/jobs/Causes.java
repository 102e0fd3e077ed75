package dev.nightjar.jobs;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Says in one line why something failed. */
final class Causes {

    private Causes() {}

    /** What was thrown and the one that it began with; never what a clip holds. */
    static String of(Throwable thrown) {
        Throwable first = thrown;
        for (Throwable next = first.getCause(); next != null && next != first; next = next.getCause()) {
            first = next;
        }
        return first == thrown ? line(thrown) : line(thrown) + "; because of " + line(first);
    }

    /** What was thrown over data that cannot be read, and where in it; the messages of such quote the data itself. */
    static String withoutContent(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown instanceof JacksonException unreadable
                        && !unreadable.getPathReference().isEmpty()
                ? "%s at %s".formatted(name, unreadable.getPathReference())
                : name;
    }

    private static String line(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
