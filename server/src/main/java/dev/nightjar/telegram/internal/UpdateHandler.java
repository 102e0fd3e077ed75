package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.CallbackQuery;
import com.pengrad.telegrambot.model.Chat;
import com.pengrad.telegrambot.model.ChatMember;
import com.pengrad.telegrambot.model.ChatMemberUpdated;
import com.pengrad.telegrambot.model.Message;
import com.pengrad.telegrambot.model.Update;
import dev.nightjar.jobs.Jobs;
import dev.nightjar.telegram.Bots;
import dev.nightjar.telegram.ChatTrouble;
import dev.nightjar.telegram.LinkedChats;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what an update asks for, once: what it changes, the jobs that follow and how far was read commit together.
 * Whatever needs Telegram again is a job.
 */
@Component
@WhenTelegram
class UpdateHandler {

    /** What is asked for; all else stays at Telegram. */
    static final String[] KINDS = {"message", "callback_query", "my_chat_member"};

    private final Bots bots;
    private final LinkedChats chats;
    private final ChatCommands commands;
    private final Jobs jobs;
    private final ReplyJob replies;
    private final PressJob presses;

    UpdateHandler(Bots bots, LinkedChats chats, ChatCommands commands, Jobs jobs, ReplyJob replies, PressJob presses) {
        this.bots = bots;
        this.chats = chats;
        this.commands = commands;
        this.jobs = jobs;
        this.replies = replies;
        this.presses = presses;
    }

    /**
     * Takes an update, unless it was taken before.
     *
     * @param bot its number
     * @param name what it is called
     */
    @Transactional
    public void handle(long bot, String name, Update update) {
        if (!bots.take(bot, update.updateId())) {
            return;
        }
        String id = bot + ":" + update.updateId();
        if (update.message() != null) {
            commands.take(update.message(), name).ifPresent(reply -> jobs.schedule(replies, id, reply));
        } else if (update.callbackQuery() != null) {
            press(update.callbackQuery()).ifPresent(press -> jobs.schedule(presses, id, press));
        } else if (update.myChatMember() != null) {
            belonging(update.myChatMember());
        }
    }

    /** Leaves out an update that cannot be dealt with, so that it does not hold up all that follow. */
    @Transactional
    public void skip(long bot, Update update) {
        bots.take(bot, update.updateId());
    }

    private static Optional<Press> press(CallbackQuery query) {
        var place = query.maybeInaccessibleMessage();
        if (place == null || place.chat() == null || query.from() == null) {
            return Optional.empty();
        }
        // a message that is too old is told of without its content
        var markup = place instanceof Message message ? message.replyMarkup() : null;
        return Buttons.read(query.data())
                .map(pressed -> new Press(
                        query.id(),
                        pressed.action(),
                        pressed.chat(),
                        pressed.alert(),
                        query.from().id(),
                        place.chat().id(),
                        place.messageId(),
                        Buttons.actions(markup),
                        Buttons.link(markup)));
    }

    /** The bot was let in, put out or blocked. */
    private void belonging(ChatMemberUpdated changed) {
        Chat chat = changed.chat();
        ChatMember now = changed.newChatMember();
        if (chat == null || now == null || now.status() == null) {
            return;
        }
        switch (now.status()) {
            case left, kicked ->
                chats.mark(chat.id(), chat.type() == Chat.Type.Private ? ChatTrouble.BLOCKED : ChatTrouble.REMOVED);
            case restricted -> {
                if (Boolean.FALSE.equals(now.canSendMessages())) {
                    chats.mark(chat.id(), ChatTrouble.MUTED);
                } else {
                    chats.clear(chat.id());
                }
            }
            case creator, administrator, member -> chats.clear(chat.id());
        }
    }
}
