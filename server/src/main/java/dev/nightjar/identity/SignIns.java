package dev.nightjar.identity;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in on which browser. A sign-in ends when it is not used for a while, or when it is ended. */
@Service
public class SignIns {

    private static final Logger log = LoggerFactory.getLogger(SignIns.class);
    private static final int MOST_PER_PERSON = 50;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final IdentitySettings settings;
    private final ApplicationEventPublisher publisher;

    SignIns(JdbcClient jdbc, Clock clock, IdentitySettings settings, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.publisher = publisher;
    }

    /** Signs a person in; the token goes into the browser's cookie and is kept only as a hash. */
    @Transactional
    public SignIn start(PersonId person, AccountId account, Role role, boolean operator) {
        Instant now = clock.instant();
        String token = Secrets.random();
        UUID id = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql("""
                insert into sign_ins (id, token_hash, person, account, role, operator, created_at, used_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(id, Secrets.hash(token), person.value(), account.value(), role.name(), operator)
                .params(at(now), at(now), at(now.plus(settings.signInLifetime())))
                .update();
        dropOldest(person);
        log.atInfo()
                .addKeyValue("person", person)
                .addKeyValue("account", account)
                .addKeyValue("signIn", id)
                .log("Signed in");
        return new SignIn(new Caller.Person(person, account, role, operator, id), token);
    }

    /** Who carries this token, or nothing when it is unknown or has ended. Counts as a use. */
    @Transactional
    public Optional<Caller.Person> find(String token) {
        Instant now = clock.instant();
        return jdbc.sql("""
                select id, person, account, role, operator, used_at from sign_ins
                where token_hash = ? and expires_at > ?
                """)
                .params(Secrets.hash(token), at(now))
                .query((row, index) -> used(row, now))
                .optional();
    }

    /** Ends one sign-in; harmless when it has ended already. */
    @Transactional
    public void end(UUID signIn) {
        ended(jdbc.sql("delete from sign_ins where id = ? returning id, account")
                .param(signIn));
    }

    /** Ends all sign-ins of a person, in whatever account and on whatever browser. */
    @Transactional
    public void endAll(PersonId person) {
        ended(jdbc.sql("delete from sign_ins where person = ? returning id, account")
                .param(person.value()));
    }

    /** Ends all sign-ins of a person but one, as when the password changes. */
    @Transactional
    public void endOthers(PersonId person, UUID kept) {
        ended(jdbc.sql("delete from sign_ins where person = ? and id <> ? returning id, account")
                .params(person.value(), kept));
    }

    /** Lets a person's sign-ins in an account have another role from now on. */
    @Transactional
    public void changeRole(PersonId person, AccountId account, Role role) {
        jdbc.sql("update sign_ins set role = ? where person = ? and account = ?")
                .params(role.name(), person.value(), account.value())
                .update();
    }

    /** Those of the given sign-ins that have not ended. Does not count as a use. */
    public Set<UUID> stillValid(Collection<UUID> signIns) {
        return Set.copyOf(jdbc.sql("select id from sign_ins where id = any (?) and expires_at > ?")
                .params(signIns.toArray(UUID[]::new), at(clock.instant()))
                .query(UUID.class)
                .list());
    }

    /** Ends all sign-ins of a person in an account. */
    @Transactional
    void endAll(PersonId person, AccountId account) {
        ended(jdbc.sql("delete from sign_ins where person = ? and account = ? returning id, account")
                .params(person.value(), account.value()));
    }

    /** Ends all sign-ins in an account. */
    @Transactional
    void endAll(AccountId account) {
        ended(jdbc.sql("delete from sign_ins where account = ? returning id, account")
                .param(account.value()));
    }

    /** Deletes what has ended by itself, and shortens what a clock that was ahead let last longer than any may. */
    @Transactional
    void dropExpired() {
        Instant now = clock.instant();
        jdbc.sql("delete from sign_ins where expires_at <= ?").param(at(now)).update();
        Instant end = now.plus(settings.signInLifetime());
        jdbc.sql("update sign_ins set used_at = ?, expires_at = ? where expires_at > ?")
                .params(at(now), at(end), at(end.plus(settings.signInTouch())))
                .update();
    }

    private void ended(JdbcClient.StatementSpec deletion) {
        Set<AccountId> accounts = new LinkedHashSet<>();
        deletion.query((row, index) ->
                        Map.entry(row.getObject("id", UUID.class), new AccountId(row.getObject("account", UUID.class))))
                .list()
                .forEach(gone -> {
                    accounts.add(gone.getValue());
                    log.atInfo()
                            .addKeyValue("signIn", gone.getKey())
                            .addKeyValue("account", gone.getValue())
                            .log("Sign-in ended");
                });
        accounts.stream().map(SignInsEnded::new).forEach(publisher::publishEvent);
    }

    private Caller.Person used(ResultSet row, Instant now) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        // also one that was used later than now: by a clock that was ahead, and has been set back
        Duration unused = Duration.between(row.getTimestamp("used_at").toInstant(), now);
        if (unused.abs().compareTo(settings.signInTouch()) > 0) {
            jdbc.sql("update sign_ins set used_at = ?, expires_at = ? where id = ?")
                    .params(at(now), at(now.plus(settings.signInLifetime())), id)
                    .update();
        }
        return new Caller.Person(
                new PersonId(row.getObject("person", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                Role.valueOf(row.getString("role")),
                row.getBoolean("operator"),
                id);
    }

    private void dropOldest(PersonId person) {
        jdbc.sql("""
                delete from sign_ins where id in
                (select id from sign_ins where person = ? order by used_at desc, id desc offset ?)
                """).params(person.value(), MOST_PER_PERSON).update();
    }

    private static Timestamp at(Instant time) {
        return Timestamp.from(time);
    }

    /**
     * A sign-in that has just begun.
     *
     * @param token what the cookie carries; never to be stored or logged
     */
    public record SignIn(Caller.Person caller, String token) {

        @Override
        public String toString() {
            return "SignIn[%s]".formatted(caller.signIn());
        }
    }
}
