package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pairing codes that wait, by their hash. */
@Repository
class PairingRows {

    /** What a code was made for. */
    record Waiting(AccountId account, String name) {}

    private final JdbcClient jdbc;

    PairingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(byte[] hash, AccountId account, String name, Instant expiresAt) {
        jdbc.sql("""
                        insert into pairing_codes (hash, account, name, expires_at)
                        values (:hash, :account, :name, :expiresAt)
                        """)
                .param("hash", hash)
                .param("account", account.value())
                .param("name", name)
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** Forgets all codes that ran out, and the account's oldest beyond the number to keep. */
    void prune(AccountId account, int keep, Instant now) {
        jdbc.sql("""
                        delete from pairing_codes
                        where expires_at <= :now or hash in (
                            select hash from pairing_codes where account = :account
                            order by expires_at desc offset :keep)
                        """)
                .param("now", Timestamp.from(now))
                .param("account", account.value())
                .param("keep", keep)
                .update();
    }

    /** Takes the code out, if it waits and has not run out: only one caller ever gets it. */
    Optional<Waiting> take(byte[] hash, Instant now) {
        return jdbc.sql("""
                        delete from pairing_codes where hash = :hash and expires_at > :now returning account, name
                        """)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query((row, number) ->
                        new Waiting(new AccountId(row.getObject("account", UUID.class)), row.getString("name")))
                .optional();
    }
}
