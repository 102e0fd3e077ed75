package dev.nightjar.jobs;

import org.jspecify.annotations.Nullable;

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

    private static String line(Throwable thrown) {
        @Nullable String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
