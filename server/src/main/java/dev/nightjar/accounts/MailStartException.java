package dev.nightjar.accounts;

/** The program cannot start, because letters could not be sent or their links not be opened. */
final class MailStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    MailStartException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to set, for people. */
    String remedy() {
        return remedy;
    }
}
