package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.MembershipEnded;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people of an account: who they are, what they may, and how they go. There is always an owner. */
@Service
public class Members {

    private static final Logger log = LoggerFactory.getLogger(Members.class);

    private final MemberRows rows;
    private final InvitationRows invitations;
    private final SignIns signIns;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Members(
            MemberRows rows,
            InvitationRows invitations,
            SignIns signIns,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.invitations = invitations;
        this.signIns = signIns;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** The people of the caller's account, in the order in which they joined. */
    @Transactional(readOnly = true)
    public List<Member> list(Caller.Person caller) {
        return rows.members(caller.account());
    }

    /** The people of an account, in the order in which they joined. */
    @Transactional(readOnly = true)
    public List<PersonId> people(AccountId account) {
        return rows.members(account).stream().map(Member::id).toList();
    }

    /**
     * Ends a membership: an owner removes anyone, everyone may leave. The person's sign-ins in the account end with it.
     * Throws {@code NOT_ALLOWED}, {@code NOT_FOUND}, or {@code LAST_OWNER}.
     */
    @Transactional
    public void remove(Caller.Person caller, PersonId person) {
        AccountId account = caller.account();
        if (!caller.person().equals(person)) {
            caller.asOwner();
        }
        Role role = locked(account, person);
        if (role == Role.OWNER && rows.owners(account) == 1) {
            throw Problem.LAST_OWNER.because(
                    "You are the only owner. Make somebody else an owner first, or delete the account.");
        }
        rows.leave(account, person, clock.instant());
        invitations.deleteBy(account, person);
        publisher.publishEvent(new MembershipEnded(account, person));
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("person", person)
                .log("Membership ended");
    }

    /**
     * Lets a person see only, or change things too. Throws {@code NOT_ALLOWED} unless the caller is an owner,
     * {@code NOT_FOUND}, or {@code LAST_OWNER}.
     */
    @Transactional
    public void changeRole(Caller.Person caller, PersonId person, Role role) {
        AccountId account = caller.asOwner().account();
        Role before = locked(account, person);
        if (before == role) {
            return;
        }
        if (before == Role.OWNER && rows.owners(account) == 1) {
            throw Problem.LAST_OWNER.because("An account needs an owner. Make somebody else an owner first.");
        }
        rows.changeRole(account, person, role);
        if (role == Role.MONITOR) {
            invitations.deleteBy(account, person);
        }
        signIns.changeRole(person, account, role);
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("person", person)
                .addKeyValue("role", role)
                .log("Role changed");
    }

    /** The person's role, with the account's members held as they are until the transaction ends. */
    private Role locked(AccountId account, PersonId person) {
        return rows.lock(account)
                .flatMap(found -> rows.role(account, person))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such person in the account."));
    }
}
