package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where people sign up, sign in, and go from one account to another. What can be guessed is counted before it is looked at. */
@Service
public class Entrance {

    private final Arrivals arrivals;
    private final Invitations invitations;
    private final PasswordCheck check;
    private final Guesses guesses;
    private final SignIns signIns;

    Entrance(Arrivals arrivals, Invitations invitations, PasswordCheck check, Guesses guesses, SignIns signIns) {
        this.arrivals = arrivals;
        this.invitations = invitations;
        this.check = check;
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
        checkInvitation(signUp.invitation());
        // hashed before the transaction begins: it is slow on purpose
        return start(arrivals.arrive(signUp, check.hash(signUp.password())));
    }

    /**
     * Signs a person in, with an invitation into its account. Throws {@code WRONG_PASSWORD}, saying how many tries are
     * left, {@code TOO_MANY_TRIES}, {@code INVITATION_NEEDED}, {@code ALREADY_MEMBER} or {@code TOO_MANY_MEMBERS}.
     *
     * @param address the network address that asks
     */
    public SignIns.SignIn signIn(NewSignIn request, String address) {
        if (request.invitation() != null) {
            guesses.invitation(address);
        }
        Person person = check.signingIn(EmailAddress.of(request.email()), request.password(), address);
        return start(arrivals.comeBack(person, request.invitation()));
    }

    /**
     * Takes a person who is signed in into the account of an invitation, and goes there. Throws {@code
     * INVITATION_NEEDED}, {@code ALREADY_MEMBER}, {@code TOO_MANY_MEMBERS} or {@code TOO_MANY_TRIES}.
     *
     * @param address the network address that asks
     */
    public SignIns.SignIn accept(Caller.Person caller, String invitation, String address) {
        guesses.invitation(address);
        return start(arrivals.accept(caller.person(), invitation));
    }

    /** Where an invitation leads. Throws {@code INVITATION_NEEDED} or {@code TOO_MANY_TRIES}. */
    public InvitedTo lookUp(String invitation, String address) {
        guesses.invitation(address);
        return invitations.lookUp(invitation);
    }

    /** Goes to another account of the person. Throws {@code NOT_FOUND} for one that the person does not belong to. */
    public SignIns.SignIn goTo(Caller.Person caller, AccountId account) {
        return start(arrivals.other(caller, account));
    }

    /** Goes to an account that a person who left one still has, if there is any. */
    public Optional<SignIns.SignIn> goOn(Caller.Person caller) {
        return arrivals.left(caller.person()).map(this::start);
    }

    /** Refuses what cannot be, before a password is hashed for it. */
    private void checkInvitation(@Nullable String invitation) {
        boolean needed = mode() == SignUpMode.INVITATION || invitation != null;
        if (needed && (invitation == null || invitations.find(invitation).isEmpty())) {
            throw Invitations.notGood(invitation);
        }
    }

    private SignIns.SignIn start(Places.Place place) {
        Person person = place.person();
        return signIns.start(person.id(), place.account(), place.role(), person.operator());
    }
}
