package dev.nightjar.telegram;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The chats in which people are told: linked from within the chat, changed on the page, ended on either side. */
@Service
public class LinkedChats {

    private static final Logger log = LoggerFactory.getLogger(LinkedChats.class);

    /** How many chats a person may link to one account. */
    public static final int MOST = 20;

    private final LinkedChatRows rows;
    private final Clock clock;

    LinkedChats(LinkedChatRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Those of the person, in the order in which they were linked. */
    public List<LinkedChat> of(AccountId account, PersonId person) {
        return rows.of(account, person);
    }

    public Optional<LinkedChat> find(UUID id) {
        return rows.find(id);
    }

    /** Who of the account's people speaks as that user of Telegram: somebody who linked a chat. */
    public Optional<PersonId> person(AccountId account, long telegramUser) {
        return rows.person(account, telegramUser);
    }

    /**
     * Tells the person in the chat from now on. A private chat that another person of the account linked changes hands,
     * a group does not.
     */
    @Transactional
    public Linking link(AccountId account, PersonId person, TelegramChat chat) {
        List<LinkedChat> there = rows.in(chat.chat()).stream()
                .filter(linked -> linked.account().equals(account))
                .toList();
        boolean others = there.stream().anyMatch(linked -> !linked.person().equals(person));
        if (others && chat.group()) {
            return Linking.TAKEN;
        }
        if ((there.isEmpty() || others) && rows.of(account, person).size() >= MOST) {
            return Linking.TOO_MANY;
        }
        UUID id = Generators.timeBasedEpochGenerator().generate();
        // what a camera shows is for a whole group only when somebody says so
        rows.link(id, account, person, chat, chat.group() ? ChatMedia.NONE : ChatMedia.PICTURE, clock.instant());
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("person", person)
                .log("Telegram chat linked");
        return Linking.LINKED;
    }

    /** Changes what is given; the chat must be the caller's. Throws {@code NOT_FOUND}. */
    @Transactional
    public LinkedChat change(Caller.Person caller, UUID id, @Nullable ChatMedia media, @Nullable String name) {
        if (!rows.change(id, who(caller), media, name == null ? null : name.strip())) {
            throw unknown();
        }
        return rows.find(id).orElseThrow(LinkedChats::unknown);
    }

    /** Tells nothing more there; the chat must be the caller's. Throws {@code NOT_FOUND}. */
    @Transactional
    public void unlink(Caller.Person caller, UUID id) {
        if (!rows.delete(id, who(caller))) {
            throw unknown();
        }
        log.atInfo()
                .addKeyValue("account", caller.account())
                .addKeyValue("chat", id)
                .log("Telegram chat unlinked");
    }

    /**
     * Ends what the user of Telegram may end from within the chat: in a group, what is told of accounts in which they
     * linked a chat themselves.
     */
    @Transactional
    public Stopping stop(TelegramChat chat) {
        List<LinkedChat> there = rows.in(chat.chat());
        List<LinkedChat> theirs = there.stream()
                .filter(linked -> !chat.group()
                        || rows.person(linked.account(), chat.user()).isPresent())
                .toList();
        for (LinkedChat linked : theirs) {
            rows.delete(linked.id());
            log.atInfo()
                    .addKeyValue("account", linked.account())
                    .addKeyValue("chat", linked.id())
                    .log("Telegram chat stopped");
        }
        if (!theirs.isEmpty()) {
            return Stopping.STOPPED;
        }
        return there.isEmpty() ? Stopping.NOT_LINKED : Stopping.NOT_THEIRS;
    }

    /** Nothing arrives there any more. */
    @Transactional
    public void mark(long chat, ChatTrouble trouble) {
        if (rows.mark(chat, trouble, clock.instant())) {
            rows.in(chat)
                    .forEach(linked -> log.atWarn()
                            .addKeyValue("account", linked.account())
                            .addKeyValue("chat", linked.id())
                            .addKeyValue("trouble", trouble)
                            .log("Telegram chat lost"));
        }
    }

    /** It works again. */
    @Transactional
    public void clear(long chat) {
        if (rows.clear(chat)) {
            rows.in(chat)
                    .forEach(linked -> log.atInfo()
                            .addKeyValue("account", linked.account())
                            .addKeyValue("chat", linked.id())
                            .log("Telegram chat works again"));
        }
    }

    /** Something arrived. */
    public void arrived(LinkedChat chat) {
        rows.arrived(chat.id(), clock.instant());
    }

    /** A group was upgraded, by which it got another number. */
    @Transactional
    public void move(long from, long to) {
        rows.move(from, to);
    }

    private static LinkedChatRows.Caller who(Caller.Person caller) {
        return new LinkedChatRows.Caller(caller.account(), caller.person());
    }

    private static ProblemException unknown() {
        return Problem.NOT_FOUND.because("There is no such chat; it may have been unlinked.");
    }

    /** What became of a wish to be told in a chat. */
    public enum Linking {
        LINKED,
        /** Somebody else of the account linked the group. */
        TAKEN,
        TOO_MANY
    }

    /** What became of a wish to be told nothing more in a chat. */
    public enum Stopping {
        STOPPED,
        NOT_LINKED,
        /** Only people who linked a chat themselves may end what others read. */
        NOT_THEIRS
    }
}
