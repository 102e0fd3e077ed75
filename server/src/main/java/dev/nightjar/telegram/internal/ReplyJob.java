package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.request.SendMessage;
import dev.nightjar.jobs.Job;
import dev.nightjar.telegram.LinkedChats;
import dev.nightjar.telegram.internal.Answers.Answer;
import org.springframework.stereotype.Component;

/** Answers in a chat; a job, so that what was done there is said also after a crash. */
@Component
@WhenTelegram
class ReplyJob implements Job<Reply> {

    private final BotClient bot;
    private final LinkedChats chats;

    ReplyJob(BotClient bot, LinkedChats chats) {
        this.bot = bot;
        this.chats = chats;
    }

    @Override
    public String name() {
        return "telegram-reply";
    }

    @Override
    public Class<Reply> payload() {
        return Reply.class;
    }

    /** Nothing is lost with it but words: what they tell of is done. */
    @Override
    public boolean keptWhenDead() {
        return false;
    }

    @Override
    public void run(Reply reply) {
        Answer answer = Answers.of(bot.ask(new SendMessage(reply.chat(), reply.text())));
        switch (answer) {
            case Answers.Wait _ -> throw new BotAwayException("Telegram asks for patience in a chat");
            case Answers.Lost(var trouble) -> chats.mark(reply.chat(), trouble);
            case Answers.Moved(var number) -> chats.move(reply.chat(), number);
            // nobody waits for words that Telegram does not take
            case Answers.Done _, Answers.NoMessage _, Answers.NoSuchLink _, Answers.Refused _ -> {}
        }
    }
}
