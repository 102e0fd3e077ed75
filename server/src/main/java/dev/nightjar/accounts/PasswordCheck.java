package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import org.springframework.stereotype.Component;

/** Whether somebody knows a person's password. Each try is counted before it is looked at. */
@Component
class PasswordCheck {

    private final PersonRows rows;
    private final Passwords passwords;
    private final Guesses guesses;

    PasswordCheck(PersonRows rows, Passwords passwords, Guesses guesses) {
        this.rows = rows;
        this.passwords = passwords;
        this.guesses = guesses;
    }

    /** What is stored instead of a password. Throws {@code BUSY}. */
    String hash(String password) {
        return passwords.hash(password);
    }

    /** The person of an e-mail address. Throws {@code WRONG_PASSWORD}, also where nobody has it, or {@code TOO_MANY_TRIES}. */
    Person signingIn(EmailAddress email, String password, String address) {
        int left = guesses.password(email, address);
        PersonRows.Credentials found = rows.credentials(email).orElse(null);
        boolean right = passwords.fits(password, found == null ? null : found.passwordHash());
        if (found == null || !right) {
            throw guesses.wrongPassword(left);
        }
        guesses.forget(email, address);
        return found.person();
    }

    /** Asks a person who is signed in once more. Throws {@code WRONG_PASSWORD} or {@code TOO_MANY_TRIES}. */
    Person signedIn(Caller.Person caller, String password, String address) {
        PersonRows.Credentials found =
                rows.credentials(caller.person()).orElseThrow(() -> Problem.NOT_SIGNED_IN.because("Sign in first."));
        EmailAddress email = EmailAddress.of(found.person().email());
        int left = guesses.password(email, address);
        if (!passwords.fits(password, found.passwordHash())) {
            throw guesses.notYourPassword(left);
        }
        guesses.forget(email, address);
        return found.person();
    }
}
