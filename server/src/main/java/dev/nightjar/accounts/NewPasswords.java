package dev.nightjar.accounts;

import dev.nightjar.identity.SignIns;
import org.springframework.stereotype.Service;

/** Lets people with a link set a password. */
@Service
public class NewPasswords {

    private final PasswordResets resets;
    private final PasswordCheck check;
    private final Arrivals arrivals;
    private final Guesses guesses;
    private final SignIns signIns;

    NewPasswords(PasswordResets resets, PasswordCheck check, Arrivals arrivals, Guesses guesses, SignIns signIns) {
        this.resets = resets;
        this.check = check;
        this.arrivals = arrivals;
        this.guesses = guesses;
        this.signIns = signIns;
    }

    /**
     * Sets the password, ends all sign-ins of the person, and signs in anew. Throws {@code RESET_LINK_UNKNOWN}, {@code
     * TOO_MANY_TRIES}, or {@code INVITATION_NEEDED} when the person has no account any more.
     *
     * @param token what the link carries
     * @param address the network address that asks
     */
    public SignIns.SignIn set(String token, String password, String address) {
        guesses.resetLink(address);
        resets.check(token);
        // hashed before the transaction begins: it is slow on purpose
        Person person = resets.use(token, check.hash(password));
        // who forgot a password has tried some
        guesses.forget(EmailAddress.of(person.email()), address);
        Places.Place place = arrivals.comeBack(person, null);
        return signIns.start(person.id(), place.account(), place.role(), person.operator());
    }
}
