package dev.nightjar.jobs;

import org.jspecify.annotations.Nullable;

/** The job did not say how it ended: its program was killed, or ran out of memory. */
final class JobLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
