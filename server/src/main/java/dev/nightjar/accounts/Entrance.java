package dev.nightjar.accounts;

import dev.nightjar.identity.SignIns;
import org.springframework.stereotype.Service;

/** Where people sign up and sign in. What can be guessed here is counted before it is looked at. */
@Service
public class Entrance {

    private final Arrivals arrivals;
    private final PersonRows rows;
    private final Passwords passwords;
    private final Guesses guesses;
    private final SignIns signIns;

    Entrance(Arrivals arrivals, PersonRows rows, Passwords passwords, Guesses guesses, SignIns signIns) {
        this.arrivals = arrivals;
        this.rows = rows;
        this.passwords = passwords;
        this.guesses = guesses;
        this.signIns = signIns;
    }

    /** Who may sign up at the moment. */
    public SignUpMode mode() {
        return arrivals.mode();
    }

    /**
     * Makes a person and signs the person in. Throws {@code INVITATION_NEEDED}, {@code EMAIL_TAKEN},
     * {@code TOO_MANY_MEMBERS} or {@code TOO_MANY_TRIES}.
     *
     * @param address the network address that asks
     */
    public SignIns.SignIn signUp(NewPerson signUp, String address) {
        guesses.signUp(address);
        arrivals.check(signUp.invitation());
        // hashed before the transaction begins: it is slow on purpose
        Arrivals.Member member = arrivals.arrive(signUp, passwords.hash(signUp.password()));
        return start(member);
    }

    /**
     * Signs a person in. Throws {@code WRONG_PASSWORD}, saying how many tries are left, or {@code TOO_MANY_TRIES}.
     *
     * @param address the network address that asks
     */
    public SignIns.SignIn signIn(NewSignIn request, String address) {
        EmailAddress email = EmailAddress.of(request.email());
        int left = guesses.password(email, address);
        PersonRows.Credentials found = rows.credentials(email).orElse(null);
        boolean right = passwords.fits(request.password(), found == null ? null : found.passwordHash());
        if (found == null || !right) {
            throw guesses.wrongPassword(left);
        }
        guesses.forget(email, address);
        return start(new Arrivals.Member(found.person(), found.account(), found.role()));
    }

    private SignIns.SignIn start(Arrivals.Member member) {
        Person person = member.person();
        return signIns.start(person.id(), member.account(), member.role(), person.operator());
    }
}
