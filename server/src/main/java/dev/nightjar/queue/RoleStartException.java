package dev.nightjar.queue;

/** The program cannot start in the role that it was given. */
public final class RoleStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    RoleStartException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to set, for people. */
    public String remedy() {
        return remedy;
    }
}
