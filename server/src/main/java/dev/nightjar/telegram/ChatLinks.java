package dev.nightjar.telegram;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.Tries;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tokens by which people bring a chat: each serves once, for ten minutes, and is kept as its hash. */
@Service
public class ChatLinks {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final Tries tries;
    private final Clock clock;

    ChatLinks(JdbcClient jdbc, Tries tries, Clock clock) {
        this.jdbc = jdbc;
        this.tries = tries;
        this.clock = clock;
    }

    /** A new one. Throws {@code TOO_MANY_TRIES} after ten within ten minutes. */
    @Transactional
    public ChatLink make(Caller.Person caller) {
        tries.take("telegram-link", caller.account() + " " + caller.person(), MOST, LIFETIME);
        ChatLink made = new ChatLink(Secrets.random(), clock.instant().plus(LIFETIME));
        jdbc.sql("insert into telegram_links (token_hash, account, person, expires_at) values (?, ?, ?, ?)")
                .params(
                        Secrets.hash(made.token()),
                        caller.account().value(),
                        caller.person().value(),
                        Timestamp.from(made.expiresAt()))
                .update();
        return made;
    }

    /** Uses it up, in the transaction that links the chat; nothing when it is unknown, used or too old. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Bearer> use(String token) {
        return jdbc.sql("delete from telegram_links where token_hash = ? and expires_at > ? returning account, person")
                .params(Secrets.hash(token), Timestamp.from(clock.instant()))
                .query((row, index) -> new Bearer(
                        new AccountId(row.getObject("account", UUID.class)),
                        new PersonId(row.getObject("person", UUID.class))))
                .optional();
    }

    void deleteOf(AccountId account, PersonId person) {
        jdbc.sql("delete from telegram_links where account = ? and person = ?")
                .params(account.value(), person.value())
                .update();
    }

    void dropEnded() {
        jdbc.sql("delete from telegram_links where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * A token to show in the chat.
     *
     * @param token 43 letters, digits, dashes and underscores
     */
    public record ChatLink(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "ChatLink[expiresAt=%s]".formatted(expiresAt);
        }
    }

    /** Who asked for the link, and for which account. */
    public record Bearer(AccountId account, PersonId person) {}
}
