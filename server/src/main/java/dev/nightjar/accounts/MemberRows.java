package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who belongs to which account, and as what. */
@Repository
class MemberRows {

    private final JdbcClient jdbc;

    MemberRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes changes to the members of an account take turns until the transaction ends; nothing when it is gone. */
    Optional<Account> lock(AccountId account) {
        return jdbc.sql("select name from accounts where id = ? for update")
                .param(account.value())
                .query((row, index) -> new Account(account, row.getString("name")))
                .optional();
    }

    /** Returns false when the person belongs to it already. */
    boolean join(AccountId account, PersonId person, Role role, Instant now) {
        boolean joined = jdbc.sql("""
                insert into memberships (account, person, role, created_at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(account.value(), person.value(), role.name(), Timestamp.from(now))
                        .update()
                > 0;
        jdbc.sql("update persons set alone_since = null where id = ? and alone_since is not null")
                .param(person.value())
                .update();
        return joined;
    }

    /** Ends a membership; whoever has no account left is forgotten after a while. */
    void leave(AccountId account, PersonId person, Instant now) {
        jdbc.sql("delete from memberships where account = ? and person = ?")
                .params(account.value(), person.value())
                .update();
        jdbc.sql("""
                update persons set alone_since = ?
                where id = ? and not exists (select 1 from memberships where person = persons.id)
                """).params(Timestamp.from(now), person.value()).update();
    }

    void changeRole(AccountId account, PersonId person, Role role) {
        jdbc.sql("update memberships set role = ? where account = ? and person = ?")
                .params(role.name(), account.value(), person.value())
                .update();
    }

    Optional<Role> role(AccountId account, PersonId person) {
        return jdbc.sql("select role from memberships where account = ? and person = ?")
                .params(account.value(), person.value())
                .query((row, index) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    int count(AccountId account) {
        return jdbc.sql("select count(*) from memberships where account = ?")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    int owners(AccountId account) {
        return jdbc.sql("select count(*) from memberships where account = ? and role = 'OWNER'")
                .param(account.value())
                .query(Integer.class)
                .single();
    }

    /** The people of an account, in the order in which they joined. */
    List<Member> members(AccountId account) {
        return jdbc.sql("""
                select p.id, p.name, p.email, m.role, m.created_at
                from memberships m join persons p on p.id = m.person
                where m.account = ? order by m.created_at, p.id
                """)
                .param(account.value())
                .query((row, index) -> new Member(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /**
     * The operators, each with the account that they joined first.
     *
     * @param email of the one who is; null for whoever signed up first
     */
    Map<PersonId, AccountId> operators(@Nullable String email) {
        Map<PersonId, AccountId> operators = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct on (p.id) p.id, m.account from persons p join memberships m on m.person = p.id
                        where case when cast(:email as text) is null then p.operator else p.email = :email end
                        order by p.id, m.created_at, m.account
                        """)
                .param("email", email)
                .query((row, index) -> operators.put(
                        new PersonId(row.getObject("id", UUID.class)),
                        new AccountId(row.getObject("account", UUID.class))))
                .list();
        return operators;
    }

    /** The accounts of a person, in the order in which the person joined them. */
    List<Belonging> accounts(PersonId person) {
        return jdbc.sql("""
                select a.id, a.name, m.role from memberships m join accounts a on a.id = m.account
                where m.person = ? order by m.created_at, a.id
                """)
                .param(person.value())
                .query((row, index) -> new Belonging(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .list();
    }
}
