package dev.nightjar.accounts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How people come into an account: each invitation serves once, for a while, unless it is taken back. */
@Service
public class Invitations {

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    /** No characters that are taken for one another: 16 of them make 78 bits. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final int LENGTH = 16;
    private static final int MOST_OPEN = 50;

    private final InvitationRows rows;
    private final Clock clock;
    private final AccountSettings settings;

    Invitations(InvitationRows rows, Clock clock, AccountSettings settings) {
        this.rows = rows;
        this.clock = clock;
        this.settings = settings;
    }

    /** Invites one person. Throws {@code NOT_ALLOWED} unless the caller is an owner. */
    @Transactional
    public Invitation invite(Caller caller, Role role) {
        Caller.Person owner = caller.asOwner();
        Instant now = clock.instant();
        checkRoom(owner.account(), now);
        UUID id = Generators.timeBasedEpochGenerator().generate();
        Invitation made =
                new Invitation(id, Secrets.code(LENGTH, ALPHABET), role, now.plus(settings.invitationLifetime()));
        rows.insert(made, hash(made.code()), owner, now);
        log.atInfo()
                .addKeyValue("account", owner.account())
                .addKeyValue("person", owner.person())
                .addKeyValue("invitation", id)
                .log("Invited");
        return made;
    }

    /** The invitations of the account that wait to be used, newest first. Throws {@code NOT_ALLOWED}, as above. */
    @Transactional(readOnly = true)
    public List<OpenInvitation> list(Caller caller) {
        return rows.open(caller.asOwner().account(), clock.instant());
    }

    /** Takes an invitation back. Throws {@code NOT_ALLOWED}, as above, or {@code NOT_FOUND}. */
    @Transactional
    public void revoke(Caller caller, UUID id) {
        Caller.Person owner = caller.asOwner();
        if (!rows.delete(owner.account(), id)) {
            throw Problem.NOT_FOUND.because("There is no such invitation; it may have been used.");
        }
        log.atInfo()
                .addKeyValue("account", owner.account())
                .addKeyValue("invitation", id)
                .log("Invitation taken back");
    }

    /** Where the code leads. Throws {@code INVITATION_NEEDED} when it is not good. */
    @Transactional(readOnly = true)
    public InvitedTo lookUp(String code) {
        return rows.lookUp(hash(code), clock.instant()).orElseThrow(() -> notGood(code));
    }

    /** The account and role of a code that can be used now. */
    Optional<Leave> find(String code) {
        return rows.find(hash(code), clock.instant());
    }

    /** Uses the code up, in the transaction of who joins; nothing when it is unknown, used or too old. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Role> use(String code) {
        return rows.use(hash(code), clock.instant());
    }

    /** Deletes invitations that can no longer be used. */
    @Transactional
    void dropEnded() {
        rows.dropEnded(clock.instant());
    }

    /** What to answer to a code that cannot be used, or to the lack of one. */
    static ProblemException notGood(@Nullable String code) {
        return Problem.INVITATION_NEEDED.because(
                code == null
                        ? "New people come by invitation here. Ask the owner for one."
                        : "The invitation is unknown, was used, or is too old. Ask the owner for a new one.");
    }

    private void checkRoom(AccountId account, Instant now) {
        if (rows.open(account, now).size() >= MOST_OPEN) {
            throw Problem.TOO_MANY_INVITATIONS
                    .because(
                            "%d invitations wait to be used, the most an account may have. Take some of them back.",
                            MOST_OPEN)
                    .withLimit(MOST_OPEN);
        }
    }

    /** Typed by people: case, spaces and dashes do not matter. */
    private static byte[] hash(String code) {
        return Secrets.hash(code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    /** What an invitation allows. */
    record Leave(AccountId account, Role role) {}
}
