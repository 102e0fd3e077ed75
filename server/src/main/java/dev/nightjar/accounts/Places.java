package dev.nightjar.accounts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.plans.Plans;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives a person a place in an account: a new one, or that of an invitation. In the caller's transaction. */
@Service
class Places {

    private static final Logger log = LoggerFactory.getLogger(Places.class);

    private final PersonRows persons;
    private final MemberRows members;
    private final Invitations invitations;
    private final Plans plans;
    private final Clock clock;

    Places(PersonRows persons, MemberRows members, Invitations invitations, Plans plans, Clock clock) {
        this.persons = persons;
        this.members = members;
        this.invitations = invitations;
        this.plans = plans;
        this.clock = clock;
    }

    /** A new account, owned by the person and called like it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Place own(Person person) {
        Instant now = clock.instant();
        Account account =
                new Account(new AccountId(Generators.timeBasedEpochGenerator().generate()), person.name());
        persons.insert(account, now);
        members.join(account.id(), person.id(), Role.OWNER, now);
        return told(new Place(person, account.id(), Role.OWNER));
    }

    /**
     * Uses an invitation up. Throws {@code INVITATION_NEEDED} when it is not good, {@code TOO_MANY_MEMBERS}, or
     * {@code ALREADY_MEMBER}; then it can still be used.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Place invited(Person person, String code) {
        // the account before the invitation, as whoever deletes an account takes them
        Account account = invitations
                .find(code)
                .flatMap(leave -> members.lock(leave.account()))
                .orElseThrow(() -> Invitations.notGood(code));
        Role role = invitations.use(code).orElseThrow(() -> Invitations.notGood(code));
        if (members.role(account.id(), person.id()).isPresent()) {
            throw Problem.ALREADY_MEMBER.because("You belong to %s already.", account.name());
        }
        checkRoom(account.id());
        members.join(account.id(), person.id(), role, clock.instant());
        return told(new Place(person, account.id(), role));
    }

    private void checkRoom(AccountId account) {
        int limit = plans.of(account).limits().members();
        if (members.count(account) >= limit) {
            throw Problem.TOO_MANY_MEMBERS
                    .because("The account has room for %d people, and all places are taken.", limit)
                    .withLimit(limit);
        }
    }

    private static Place told(Place place) {
        log.atInfo()
                .addKeyValue("person", place.person().id())
                .addKeyValue("account", place.account())
                .addKeyValue("role", place.role())
                .log("Joined");
        return place;
    }

    /** A person in an account. */
    record Place(Person person, AccountId account, Role role) {}
}
