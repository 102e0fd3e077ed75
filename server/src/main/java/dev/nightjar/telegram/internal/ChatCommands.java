package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.Chat;
import com.pengrad.telegrambot.model.Message;
import com.pengrad.telegrambot.model.User;
import dev.nightjar.identity.Tries;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.telegram.ChatLinks;
import dev.nightjar.telegram.LinkedChats;
import dev.nightjar.telegram.TelegramChat;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What people write to the bot: that they want to be told in this chat, or no longer. */
@Component
@WhenTelegram
class ChatCommands {

    static final String LINKED = "This chat is linked. Alerts come here from now on. /stop ends that.";
    static final String GROUP_LINKED = """
            This group is linked. Alerts come here from now on, without pictures: who linked it can turn them on in \
            Nightjar. Buttons work for people who linked Telegram themselves. /stop ends that.""";
    static final String NOT_GOOD = """
            This link is not good any more: it works once, within ten minutes. \
            Open Nightjar, choose Alerts, then Telegram, and take a new one.""";
    static final String TAKEN = "Somebody else of the household linked this group. It is told what their rules say.";
    static final String TOO_MANY =
            "You linked %d chats, the most there may be. Remove one of them in Nightjar.".formatted(LinkedChats.MOST);
    static final String ANONYMOUS =
            "Whoever links a group must be seen there. Turn off “Remain anonymous”, then open the link again.";
    static final String STOPPED = "This chat is no longer linked. Nothing more comes here.";
    static final String NOT_LINKED = "This chat is not linked, so nothing comes here.";
    static final String NOT_THEIRS = "Only people who linked Telegram themselves can end that.";
    static final String HELP = """
            This bot tells what your cameras notice. \
            To have that here, open Nightjar, choose Alerts, then Telegram. /stop ends it.""";

    private static final Pattern COMMAND =
            Pattern.compile("/(start|stop|help)(?:@([A-Za-z0-9_]{1,64}))?(?:\\s+(\\S{1,64}))?\\s*");
    private static final int MOST_REPLIES = 20;

    private final LinkedChats chats;
    private final ChatLinks links;
    private final Tries tries;

    ChatCommands(LinkedChats chats, ChatLinks links, Tries tries) {
        this.chats = chats;
        this.links = links;
        this.tries = tries;
    }

    /**
     * Does what the message asks for; what to say to it, if anything.
     *
     * @param botName without {@code @}
     */
    Optional<Reply> take(Message message, String botName) {
        Long movedTo = message.migrateToChatId();
        if (movedTo != null) {
            chats.move(message.chat().id(), movedTo);
            return Optional.empty();
        }
        Optional<TelegramChat> chat = chat(message);
        if (chat.isEmpty() || message.text() == null) {
            return Optional.empty();
        }
        Matcher command = COMMAND.matcher(message.text());
        boolean known = command.matches()
                && (command.group(2) == null || command.group(2).equalsIgnoreCase(botName));
        // in groups people talk to each other
        if ((!known && chat.get().group()) || !mayBeAnswered(chat.get())) {
            return Optional.empty();
        }
        return Optional.of(new Reply(chat.get().chat(), known ? words(command, message, chat.get()) : HELP));
    }

    private String words(Matcher command, Message message, TelegramChat chat) {
        String token = command.group(3);
        return switch (command.group(1)) {
            case "start" -> token == null ? HELP : start(token, message, chat);
            case "stop" -> stop(chat);
            default -> HELP;
        };
    }

    private String start(String token, Message message, TelegramChat chat) {
        if (message.senderChat() != null) {
            return ANONYMOUS;
        }
        return links.use(token)
                .map(bearer -> switch (chats.link(bearer.account(), bearer.person(), chat)) {
                    case LINKED -> chat.group() ? GROUP_LINKED : LINKED;
                    case TAKEN -> TAKEN;
                    case TOO_MANY -> TOO_MANY;
                })
                .orElse(NOT_GOOD);
    }

    private String stop(TelegramChat chat) {
        return switch (chats.stop(chat)) {
            case STOPPED -> STOPPED;
            case NOT_LINKED -> NOT_LINKED;
            case NOT_THEIRS -> NOT_THEIRS;
        };
    }

    /** Whoever writes without end is not answered without end, and guesses nothing. */
    private boolean mayBeAnswered(TelegramChat chat) {
        try {
            tries.take("telegram-message", Long.toString(chat.user()), MOST_REPLIES, Duration.ofMinutes(10));
            return true;
        } catch (ProblemException tooMany) {
            return false;
        }
    }

    private static Optional<TelegramChat> chat(Message message) {
        Chat chat = message.chat();
        User from = message.from();
        if (chat == null || from == null || chat.type() == null || chat.type() == Chat.Type.channel) {
            return Optional.empty();
        }
        boolean group = chat.type() != Chat.Type.Private;
        String name = group ? chat.title() : chat.firstName();
        return Optional.of(new TelegramChat(
                chat.id(), from.id(), group, Objects.requireNonNullElse(name, group ? "Group" : "Telegram")));
    }
}
