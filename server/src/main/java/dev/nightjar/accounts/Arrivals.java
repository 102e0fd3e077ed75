package dev.nightjar.accounts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes people in: the first person is the operator, later ones come by invitation or, where that is set, freely. */
@Service
class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final PersonRows rows;
    private final MemberRows members;
    private final Places places;
    private final AccountSettings settings;
    private final Clock clock;

    Arrivals(PersonRows rows, MemberRows members, Places places, AccountSettings settings, Clock clock) {
        this.rows = rows;
        this.members = members;
        this.places = places;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who may sign up at the moment. */
    SignUpMode mode() {
        if (!rows.any()) {
            return SignUpMode.FIRST;
        }
        return settings.open() ? SignUpMode.OPEN : SignUpMode.INVITATION;
    }

    /** Makes the person; all or nothing. Throws {@code EMAIL_TAKEN} and what {@link Places#invited} throws. */
    @Transactional
    Places.Place arrive(NewPerson signUp, String passwordHash) {
        rows.lockSignUps();
        SignUpMode mode = mode();
        EmailAddress email = EmailAddress.of(signUp.email());
        Person person = new Person(newPerson(), email.value(), name(signUp, email), mode == SignUpMode.FIRST);
        if (!rows.insert(person, passwordHash, clock.instant())) {
            throw Problem.EMAIL_TAKEN.because("There is somebody with the address %s already. Sign in instead.", email);
        }
        log.atInfo().addKeyValue("person", person.id()).log("Signed up");
        return place(person, signUp.invitation());
    }

    /** A person who is known already uses an invitation. Throws what {@link Places#invited} throws. */
    @Transactional
    Places.Place accept(PersonId id, String invitation) {
        return places.invited(known(id), invitation);
    }

    /**
     * Where a person who signs in begins: in the account of the invitation, else in the one that the person joined
     * first. Throws {@code INVITATION_NEEDED} for somebody without any where new people need one.
     */
    @Transactional
    Places.Place comeBack(Person person, @Nullable String invitation) {
        if (invitation != null) {
            return places.invited(person, invitation);
        }
        return first(person).orElseGet(() -> alone(person));
    }

    /** The account that a person joined first of those that are left; nothing when none is. */
    @Transactional(readOnly = true)
    Optional<Places.Place> left(PersonId id) {
        return rows.person(id).flatMap(this::first);
    }

    /** Another account of the person. Throws {@code NOT_FOUND} for one that the person does not belong to. */
    @Transactional(readOnly = true)
    Places.Place other(Caller.Person caller, AccountId account) {
        return members.role(account, caller.person())
                .map(role -> new Places.Place(known(caller.person()), account, role))
                .orElseThrow(() -> Problem.NOT_FOUND.because("You do not belong to such an account."));
    }

    private Optional<Places.Place> first(Person person) {
        return members.accounts(person.id()).stream()
                .findFirst()
                .map(account -> new Places.Place(person, account.id(), account.role()));
    }

    private Places.Place place(Person person, @Nullable String invitation) {
        if (invitation != null) {
            return places.invited(person, invitation);
        }
        if (!person.operator() && !settings.open()) {
            throw Invitations.notGood(null);
        }
        return places.own(person);
    }

    private Places.Place alone(Person person) {
        if (settings.open()) {
            return places.own(person);
        }
        throw Problem.INVITATION_NEEDED.because(
                "You no longer belong to an account here. Ask an owner for an invitation, and sign in with it.");
    }

    private Person known(PersonId id) {
        return rows.person(id).orElseThrow(() -> Problem.NOT_SIGNED_IN.because("Sign in first."));
    }

    private static PersonId newPerson() {
        return new PersonId(Generators.timeBasedEpochGenerator().generate());
    }

    private static String name(NewPerson signUp, EmailAddress email) {
        return Optional.ofNullable(signUp.name())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseGet(email::localPart);
    }
}
