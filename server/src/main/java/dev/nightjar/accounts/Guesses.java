package dev.nightjar.accounts;

import dev.nightjar.identity.Tries;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Bounds how often passwords, invitations and links are guessed, and letters asked for. */
@Component
class Guesses {

    private static final String PASSWORD = "password";
    private static final List<String> NUMBERS =
            List.of("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    /** For all people together from one network address: a whole household may be behind it. */
    private static final int PER_ADDRESS = 60;

    /** For one person from all network addresses together: many machines may guess at once. */
    private static final int PER_PERSON = 100;

    private static final int SIGN_UPS_PER_ADDRESS = 20;
    private static final int INVITATIONS_PER_ADDRESS = 30;
    private static final int RESETS_PER_ADDRESS = 10;
    private static final int RESETS_PER_PERSON = 5;
    private static final int RESET_LINKS_PER_ADDRESS = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Tries tries;
    private final AccountSettings settings;

    Guesses(Tries tries, AccountSettings settings) {
        this.tries = tries;
        this.settings = settings;
    }

    /** Takes one try for a password; returns how many are left. Throws {@code TOO_MANY_TRIES}. */
    int password(EmailAddress email, String address) {
        // each address that is tried is a count of its own: whoever has no try left makes no more of them
        tries.check("password-address", address, PER_ADDRESS);
        // the narrowest first: a guess that is refused does not use up what all addresses share
        int left = tries.take(PASSWORD, who(email, address), settings.passwordTries(), settings.passwordWindow());
        tries.take("password-address", address, PER_ADDRESS, HOUR);
        tries.take("password-person", email.value(), PER_PERSON, HOUR);
        return left;
    }

    /** The password was right: its wrong tries no longer count. */
    void forget(EmailAddress email, String address) {
        tries.forget(PASSWORD, who(email, address));
    }

    /** Takes one try to sign up, which may guess an invitation. Throws {@code TOO_MANY_TRIES}. */
    void signUp(String address) {
        tries.take("sign-up", address, SIGN_UPS_PER_ADDRESS, HOUR);
    }

    /** Takes one try to look at an invitation or to use it. Throws {@code TOO_MANY_TRIES}. */
    void invitation(String address) {
        tries.take("invitation", address, INVITATIONS_PER_ADDRESS, HOUR);
    }

    /** Takes one request for a link to set a new password; each sends a letter. Throws {@code TOO_MANY_TRIES}. */
    void reset(EmailAddress email, String address) {
        tries.take("reset-address", address, RESETS_PER_ADDRESS, HOUR);
        tries.take("reset-person", email.value(), RESETS_PER_PERSON, HOUR);
    }

    /** Takes one try to use such a link. Throws {@code TOO_MANY_TRIES}. */
    void resetLink(String address) {
        tries.take("reset-link", address, RESET_LINKS_PER_ADDRESS, HOUR);
    }

    /** What to answer to a wrong password of somebody who signs in. */
    ProblemException wrongPassword(int left) {
        return wrongPassword("That password does not fit this address.", left);
    }

    /** What to answer to a wrong password of somebody who is signed in. */
    ProblemException notYourPassword(int left) {
        return wrongPassword("That is not your password.", left);
    }

    private ProblemException wrongPassword(String sentence, int left) {
        long minutes = settings.passwordWindow().toMinutes();
        return Problem.WRONG_PASSWORD.because("%s %s", sentence, leftover(left, minutes));
    }

    private static String leftover(int left, long minutes) {
        if (left == 0) {
            return "The next try is possible after a %d-minute wait.".formatted(minutes);
        }
        String number = left < NUMBERS.size() ? NUMBERS.get(left) : Integer.toString(left);
        return "%s %s left, then a %d-minute wait.".formatted(number, left == 1 ? "try" : "tries", minutes);
    }

    private static String who(EmailAddress email, String address) {
        return email + "\n" + address;
    }
}
