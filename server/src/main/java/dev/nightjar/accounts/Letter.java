package dev.nightjar.accounts;

/**
 * What is sent by mail. It may carry a secret link: it is never logged.
 *
 * @param to an e-mail address
 * @param text plain text
 */
record Letter(String to, String subject, String text) {

    @Override
    public String toString() {
        return "Letter";
    }
}
