package dev.nightjar.telegram;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code telegram_chats}. */
@Repository
class LinkedChatRows {

    private final JdbcClient jdbc;

    LinkedChatRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the person, in the order in which they were linked. */
    List<LinkedChat> of(AccountId account, PersonId person) {
        return jdbc.sql("select * from telegram_chats where account = ? and person = ? order by linked_at, id")
                .params(account.value(), person.value())
                .query(LinkedChatRows::read)
                .list();
    }

    Optional<LinkedChat> find(UUID id) {
        return jdbc.sql("select * from telegram_chats where id = ?")
                .param(id)
                .query(LinkedChatRows::read)
                .optional();
    }

    /** Those of all accounts that are told in the chat. */
    List<LinkedChat> in(long chat) {
        return jdbc.sql("select * from telegram_chats where chat = ? order by linked_at, id")
                .param(chat)
                .query(LinkedChatRows::read)
                .list();
    }

    /** Who of the account's people speaks as that user of Telegram. */
    Optional<PersonId> person(AccountId account, long telegramUser) {
        return jdbc.sql("""
                select person from telegram_chats where account = ? and telegram_user = ?
                order by is_group, linked_at desc limit 1
                """)
                .params(account.value(), telegramUser)
                .query((row, index) -> new PersonId(row.getObject("person", UUID.class)))
                .optional();
    }

    /** Keeps what was chosen for a chat that was linked before. */
    void link(UUID id, AccountId account, PersonId person, TelegramChat chat, ChatMedia media, Instant now) {
        jdbc.sql("""
                insert into telegram_chats
                    (id, account, person, chat, telegram_user, is_group, name, media, linked_at)
                values (:id, :account, :person, :chat, :user, :group, :name, :media, :now)
                on conflict (account, chat) do update set
                    id = case when telegram_chats.person = :person then telegram_chats.id else :id end,
                    person = :person, telegram_user = :user, trouble = null, trouble_since = null
                """)
                .param("id", id)
                .param("account", account.value())
                .param("person", person.value())
                .param("chat", chat.chat())
                .param("user", chat.user())
                .param("group", chat.group())
                .param("name", chat.name())
                .param("media", media.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean change(UUID id, Caller who, @Nullable ChatMedia media, @Nullable String name) {
        return jdbc.sql("""
                        update telegram_chats set
                            media = coalesce(cast(:media as text), media), name = coalesce(cast(:name as text), name)
                        where id = :id and account = :account and person = :person
                        """)
                        .param("media", media == null ? null : media.name())
                        .param("name", name)
                        .param("id", id)
                        .param("account", who.account().value())
                        .param("person", who.person().value())
                        .update()
                > 0;
    }

    boolean delete(UUID id, Caller who) {
        return jdbc.sql("delete from telegram_chats where id = ? and account = ? and person = ?")
                        .params(id, who.account().value(), who.person().value())
                        .update()
                > 0;
    }

    void delete(UUID id) {
        jdbc.sql("delete from telegram_chats where id = ?").param(id).update();
    }

    void deleteOf(AccountId account, PersonId person) {
        jdbc.sql("delete from telegram_chats where account = ? and person = ?")
                .params(account.value(), person.value())
                .update();
    }

    /** Whether that is news. */
    boolean mark(long chat, ChatTrouble trouble, Instant now) {
        return jdbc.sql("""
                        update telegram_chats set trouble = ?, trouble_since = ?
                        where chat = ? and trouble is distinct from ?
                        """)
                        .params(trouble.name(), Timestamp.from(now), chat, trouble.name())
                        .update()
                > 0;
    }

    boolean clear(long chat) {
        return jdbc.sql("""
                        update telegram_chats set trouble = null, trouble_since = null
                        where chat = ? and trouble is not null
                        """).param(chat).update() > 0;
    }

    void arrived(UUID id, Instant now) {
        jdbc.sql("update telegram_chats set last_message_at = ? where id = ?")
                .params(Timestamp.from(now), id)
                .update();
    }

    /** A group got another number. Where the other was linked as well, that stays. */
    void move(long from, long to) {
        jdbc.sql("""
                delete from telegram_chats old where old.chat = ?
                and exists (select 1 from telegram_chats new where new.account = old.account and new.chat = ?)
                """).params(from, to).update();
        jdbc.sql("update telegram_chats set chat = ?, trouble = null, trouble_since = null where chat = ?")
                .params(to, from)
                .update();
    }

    private static LinkedChat read(ResultSet row, int index) throws SQLException {
        String trouble = row.getString("trouble");
        return new LinkedChat(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getLong("chat"),
                row.getLong("telegram_user"),
                row.getBoolean("is_group"),
                row.getString("name"),
                ChatMedia.valueOf(row.getString("media")),
                row.getTimestamp("linked_at").toInstant(),
                time(row, "last_message_at"),
                trouble == null ? null : ChatTrouble.valueOf(trouble),
                time(row, "trouble_since"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** Whose chat it must be. */
    record Caller(AccountId account, PersonId person) {}
}
