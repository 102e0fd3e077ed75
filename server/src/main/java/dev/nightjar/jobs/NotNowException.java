package dev.nightjar.jobs;

/**
 * What a job needs is away, through no fault of the job: it waits a while and comes again, however often, and no try is
 * counted.
 */
public final class NotNowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotNowException(String message, Throwable cause) {
        super(message, cause);
    }
}
