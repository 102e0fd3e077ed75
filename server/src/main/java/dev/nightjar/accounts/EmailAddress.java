package dev.nightjar.accounts;

import java.util.Locale;

/** An e-mail address in the form in which it is compared: trimmed, in lower case. */
record EmailAddress(String value) {

    static EmailAddress of(String typed) {
        return new EmailAddress(typed.strip().toLowerCase(Locale.ROOT));
    }

    /** What stands before the at sign: a first name for people and accounts that have none. */
    String localPart() {
        return value.substring(0, Math.max(value.indexOf('@'), 0));
    }

    @Override
    public String toString() {
        return value;
    }
}
