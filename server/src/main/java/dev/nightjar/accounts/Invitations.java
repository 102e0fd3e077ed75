package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How people come into an account: each invitation serves once, for a while. */
@Service
public class Invitations {

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    /** No characters that are taken for one another: 16 of them make 78 bits. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final int LENGTH = 16;
    private static final int MOST_OPEN = 50;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccountSettings settings;

    Invitations(JdbcClient jdbc, Clock clock, AccountSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Invites one person. Throws {@code NOT_ALLOWED} unless the caller is an owner. */
    @Transactional
    public Invitation invite(Caller caller, Role role) {
        Caller.Person owner = caller.asOwner();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.invitationLifetime());
        checkRoom(owner.account(), now);
        String code = Secrets.code(LENGTH, ALPHABET);
        jdbc.sql("""
                insert into invitations (code_hash, account, role, invited_by, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(Secrets.hash(code), owner.account().value(), role.name())
                .params(owner.person().value(), Timestamp.from(now), Timestamp.from(expiresAt))
                .update();
        log.atInfo()
                .addKeyValue("account", owner.account())
                .addKeyValue("person", owner.person())
                .log("Invited");
        return new Invitation(code, expiresAt);
    }

    /** Whether the code can be used now. */
    boolean open(String code) {
        return jdbc.sql("select exists (select 1 from invitations"
                        + " where code_hash = ? and used_at is null and expires_at > ?)")
                .params(hash(code), Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Uses the code up, in the transaction of the sign-up; nothing when it is unknown, used or too old. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Place> use(String code, PersonId person) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                update invitations set used_by = ?, used_at = ?
                where code_hash = ? and used_at is null and expires_at > ?
                returning account, role
                """)
                .params(person.value(), now, hash(code), now)
                .query((row, index) -> new Place(
                        new AccountId(row.getObject("account", UUID.class)), Role.valueOf(row.getString("role"))))
                .optional();
    }

    /** Deletes invitations that can no longer be used. */
    @Transactional
    void dropEnded() {
        jdbc.sql("delete from invitations where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private void checkRoom(AccountId account, Instant now) {
        int waiting = jdbc.sql("select count(*) from invitations"
                        + " where account = ? and used_at is null and expires_at > ?")
                .params(account.value(), Timestamp.from(now))
                .query(Integer.class)
                .single();
        if (waiting >= MOST_OPEN) {
            throw Problem.TOO_MANY_INVITATIONS
                    .because("%d invitations wait to be used; the account may have %d.", waiting, MOST_OPEN)
                    .withLimit(MOST_OPEN);
        }
    }

    /** Typed by people: case, spaces and dashes do not matter. */
    private static byte[] hash(String code) {
        return Secrets.hash(code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    /** Where an invitation leads. */
    record Place(AccountId account, Role role) {}
}
