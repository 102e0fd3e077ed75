package dev.nightjar.accounts;

import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The links by which people set a new password: a person has one at a time, it serves once, for an hour. */
@Service
class PasswordResets {

    /** How long a link is good; the letter says it too. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(PasswordResets.class);

    private final JdbcClient jdbc;
    private final PersonRows persons;
    private final SignIns signIns;
    private final Clock clock;

    PasswordResets(JdbcClient jdbc, PersonRows persons, SignIns signIns, Clock clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.signIns = signIns;
        this.clock = clock;
    }

    /** The token of a new link; an earlier one of the person is no longer good. */
    @Transactional
    String issue(PersonId person) {
        String token = Secrets.random();
        Instant expiresAt = clock.instant().plus(LIFETIME);
        jdbc.sql("""
                insert into password_resets (token_hash, person, expires_at) values (?, ?, ?)
                on conflict (person) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
                """)
                .params(Secrets.hash(token), person.value(), Timestamp.from(expiresAt))
                .update();
        return token;
    }

    /** Throws {@code RESET_LINK_UNKNOWN} when the token is not good, before a password is hashed for it. */
    @Transactional(readOnly = true)
    void check(String token) {
        if (find(token).isEmpty()) {
            throw notGood();
        }
    }

    /** Uses the token up: sets the password, and ends all sign-ins. Throws {@code RESET_LINK_UNKNOWN}. */
    @Transactional
    Person use(String token, String passwordHash) {
        PersonId id = find(token).orElseThrow(PasswordResets::notGood);
        int used = jdbc.sql("delete from password_resets where token_hash = ?")
                .param(Secrets.hash(token))
                .update();
        Person person = persons.person(id).filter(found -> used > 0).orElseThrow(PasswordResets::notGood);
        persons.setPassword(id, passwordHash);
        signIns.endAll(id);
        log.atInfo().addKeyValue("person", id).log("Password set by link");
        return person;
    }

    /** Deletes links that can no longer be used. */
    @Transactional
    void dropEnded() {
        jdbc.sql("delete from password_resets where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private Optional<PersonId> find(String token) {
        return jdbc.sql("select person from password_resets where token_hash = ? and expires_at > ?")
                .params(Secrets.hash(token), Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    private static ProblemException notGood() {
        return Problem.RESET_LINK_UNKNOWN.because(
                "The link was used, is more than an hour old, or a newer one was sent. Ask for a new one.");
    }
}
