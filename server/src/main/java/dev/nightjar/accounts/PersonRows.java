package dev.nightjar.accounts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of people and accounts. */
@Repository
class PersonRows {

    /** One number for the whole program: whoever holds it decides who is the first person. */
    private static final long SIGN_UP_LOCK = 7_064_915_001L;

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes sign-ups take turns until the transaction ends. */
    void lockSignUps() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(SIGN_UP_LOCK)
                .query((row, index) -> "")
                .single();
    }

    boolean any() {
        return jdbc.sql("select exists (select 1 from persons)")
                .query(Boolean.class)
                .single();
    }

    /** Returns false when the e-mail address is in use. */
    boolean insert(Person person, String passwordHash, Instant now) {
        return jdbc.sql("""
                insert into persons (id, email, name, password_hash, operator, created_at) values (?, ?, ?, ?, ?, ?)
                on conflict (email) do nothing
                """)
                        .params(person.id().value(), person.email(), person.name(), passwordHash)
                        .params(person.operator(), Timestamp.from(now))
                        .update()
                > 0;
    }

    void insert(Account account, Instant now) {
        jdbc.sql("insert into accounts (id, name, created_at) values (?, ?, ?)")
                .params(account.id().value(), account.name(), Timestamp.from(now))
                .update();
    }

    void rename(AccountId account, String name) {
        jdbc.sql("update accounts set name = ? where id = ?")
                .params(name, account.value())
                .update();
    }

    Optional<Person> person(PersonId id) {
        return jdbc.sql("select id, email, name, operator from persons where id = ?")
                .param(id.value())
                .query((row, index) -> person(row))
                .optional();
    }

    Optional<Account> account(AccountId id) {
        return jdbc.sql("select id, name from accounts where id = ?")
                .param(id.value())
                .query((row, index) -> new Account(id, row.getString("name")))
                .optional();
    }

    /** Who has the e-mail address. */
    Optional<Credentials> credentials(EmailAddress email) {
        return jdbc.sql("select id, email, name, operator, password_hash from persons where email = ?")
                .param(email.value())
                .query((row, index) -> new Credentials(person(row), row.getString("password_hash")))
                .optional();
    }

    /** What the person's password is checked against. */
    Optional<Credentials> credentials(PersonId id) {
        return jdbc.sql("select id, email, name, operator, password_hash from persons where id = ?")
                .param(id.value())
                .query((row, index) -> new Credentials(person(row), row.getString("password_hash")))
                .optional();
    }

    void setPassword(PersonId id, String passwordHash) {
        jdbc.sql("update persons set password_hash = ? where id = ?")
                .params(passwordHash, id.value())
                .update();
    }

    /** Holds the person as it is until the transaction ends: nobody takes it into an account meanwhile. */
    boolean lock(PersonId id) {
        return jdbc.sql("select id from persons where id = ? for update")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void delete(PersonId id) {
        jdbc.sql("delete from persons where id = ?").param(id.value()).update();
    }

    void delete(AccountId id) {
        jdbc.sql("delete from accounts where id = ?").param(id.value()).update();
    }

    /** Forgets people who have belonged to no account since then. */
    void dropAlone(Instant since) {
        jdbc.sql("delete from persons where alone_since <= ?")
                .param(Timestamp.from(since))
                .update();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                row.getBoolean("operator"));
    }

    /** What a sign-in needs to know. */
    record Credentials(Person person, String passwordHash) {

        @Override
        public String toString() {
            return "Credentials[%s]".formatted(person.id());
        }
    }
}
