package dev.nightjar.accounts;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code invitations}; a used one has no row. */
@Repository
class InvitationRows {

    private final JdbcClient jdbc;

    InvitationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Invitation made, byte[] hash, Caller.Person owner, Instant now) {
        jdbc.sql("""
                insert into invitations (id, code_hash, account, role, invited_by, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(made.id(), hash, owner.account().value(), made.role().name())
                .params(owner.person().value(), Timestamp.from(now), Timestamp.from(made.expiresAt()))
                .update();
    }

    /** Those that can be used now, newest first. */
    List<OpenInvitation> open(AccountId account, Instant now) {
        return jdbc.sql("""
                select i.id, i.role, p.name, i.created_at, i.expires_at
                from invitations i join persons p on p.id = i.invited_by
                where i.account = ? and i.expires_at > ? order by i.created_at desc, i.id desc
                """)
                .params(account.value(), Timestamp.from(now))
                .query((row, index) -> new OpenInvitation(
                        row.getObject("id", UUID.class),
                        Role.valueOf(row.getString("role")),
                        row.getString("name"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .list();
    }

    Optional<InvitedTo> lookUp(byte[] hash, Instant now) {
        return jdbc.sql("""
                select a.name as account, p.name as person, i.role, i.expires_at
                from invitations i join accounts a on a.id = i.account join persons p on p.id = i.invited_by
                where i.code_hash = ? and i.expires_at > ?
                """)
                .params(hash, Timestamp.from(now))
                .query((row, index) -> new InvitedTo(
                        row.getString("account"),
                        row.getString("person"),
                        Role.valueOf(row.getString("role")),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    Optional<Invitations.Leave> find(byte[] hash, Instant now) {
        return jdbc.sql("select account, role from invitations where code_hash = ? and expires_at > ?")
                .params(hash, Timestamp.from(now))
                .query((row, index) -> new Invitations.Leave(
                        new AccountId(row.getObject("account", UUID.class)), Role.valueOf(row.getString("role"))))
                .optional();
    }

    Optional<Role> use(byte[] hash, Instant now) {
        return jdbc.sql("delete from invitations where code_hash = ? and expires_at > ? returning role")
                .params(hash, Timestamp.from(now))
                .query((row, index) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    boolean delete(AccountId account, UUID id) {
        return jdbc.sql("delete from invitations where account = ? and id = ?")
                        .params(account.value(), id)
                        .update()
                > 0;
    }

    /** Whoever no longer looks after the account has invited nobody. */
    void deleteBy(AccountId account, PersonId person) {
        jdbc.sql("delete from invitations where account = ? and invited_by = ?")
                .params(account.value(), person.value())
                .update();
    }

    void dropEnded(Instant now) {
        jdbc.sql("delete from invitations where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
    }
}
