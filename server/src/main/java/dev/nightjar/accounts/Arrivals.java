package dev.nightjar.accounts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.plans.Plans;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes people and their accounts: the first person is the operator, later ones join by invitation. */
@Service
class Arrivals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final PersonRows rows;
    private final Invitations invitations;
    private final Plans plans;
    private final AccountSettings settings;
    private final Clock clock;

    Arrivals(PersonRows rows, Invitations invitations, Plans plans, AccountSettings settings, Clock clock) {
        this.rows = rows;
        this.invitations = invitations;
        this.plans = plans;
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

    /** Throws {@code INVITATION_NEEDED} when the sign-up would be refused, before a password is hashed for it. */
    void check(@Nullable String invitation) {
        boolean invited = invitation != null && invitations.open(invitation);
        boolean needed = mode() == SignUpMode.INVITATION || invitation != null;
        if (needed && !invited) {
            throw invitationNeeded(invitation);
        }
    }

    /** Takes the person in; all or nothing. */
    @Transactional
    Member arrive(NewPerson signUp, String passwordHash) {
        rows.lockSignUps();
        Instant now = clock.instant();
        SignUpMode mode = mode();
        EmailAddress email = EmailAddress.of(signUp.email());
        Person person = new Person(newPerson(), email.value(), name(signUp, email), mode == SignUpMode.FIRST);
        if (!rows.insert(person, passwordHash, now)) {
            throw Problem.EMAIL_TAKEN.because("There is somebody with the address %s already. Sign in instead.", email);
        }
        Member member = place(person, mode, signUp.invitation(), now);
        rows.join(member.account(), person.id(), member.role(), now);
        log.atInfo()
                .addKeyValue("person", person.id())
                .addKeyValue("account", member.account())
                .addKeyValue("role", member.role())
                .log("Signed up");
        return member;
    }

    private Member place(Person person, SignUpMode mode, @Nullable String invitation, Instant now) {
        if (invitation != null) {
            Invitations.Place place =
                    invitations.use(invitation, person.id()).orElseThrow(() -> invitationNeeded(invitation));
            checkMembers(place.account());
            return new Member(person, place.account(), place.role());
        }
        if (mode == SignUpMode.INVITATION) {
            throw invitationNeeded(null);
        }
        Account account =
                new Account(new AccountId(Generators.timeBasedEpochGenerator().generate()), person.name());
        rows.insert(account, now);
        return new Member(person, account.id(), Role.OWNER);
    }

    private void checkMembers(AccountId account) {
        int limit = plans.of(account).limits().members();
        if (rows.members(account) >= limit) {
            throw Problem.TOO_MANY_MEMBERS
                    .because("The account has room for %d people, and all places are taken.", limit)
                    .withLimit(limit);
        }
    }

    private static RuntimeException invitationNeeded(@Nullable String invitation) {
        return Problem.INVITATION_NEEDED.because(
                invitation == null
                        ? "New people come by invitation here. Ask the owner for one."
                        : "The invitation is unknown, was used, or is too old. Ask the owner for a new one.");
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

    /** A person in an account. */
    record Member(Person person, AccountId account, Role role) {}
}
