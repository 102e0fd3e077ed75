package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.request.AnswerCallbackQuery;
import com.pengrad.telegrambot.request.EditMessageReplyMarkup;
import dev.nightjar.alerts.AlertActions;
import dev.nightjar.alerts.AlertMessage.Action;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.jobs.Job;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Does what a button says when somebody tapped it who is known; says so, and takes the button away. */
@Component
@WhenTelegram
class PressJob implements Job<Press> {

    static final String NOT_KNOWN =
            "Buttons work for people who linked Telegram themselves: in Nightjar, under Alerts.";
    static final String NO_ALERT = "This alert is no longer there.";

    private static final Duration SNOOZE = Duration.ofHours(1);

    private final BotClient bot;
    private final LinkedChats chats;
    private final AlertActions actions;

    PressJob(BotClient bot, LinkedChats chats, AlertActions actions) {
        this.bot = bot;
        this.chats = chats;
        this.actions = actions;
    }

    @Override
    public String name() {
        return "telegram-press";
    }

    @Override
    public Class<Press> payload() {
        return Press.class;
    }

    @Override
    public Map<String, String> about(Press press) {
        return Map.of("alert", press.alert().toString());
    }

    @Override
    public void run(Press press) {
        LinkedChat linked = chats.find(press.linked())
                .filter(chat -> chat.chat() == press.chat())
                .filter(chat -> chats.person(chat.account(), press.user()).isPresent())
                .orElse(null);
        if (linked == null) {
            answer(press, NOT_KNOWN);
            return;
        }
        try {
            act(linked, press);
        } catch (ProblemException refused) {
            answer(press, words(refused));
            return;
        }
        answer(press, said(press.action()));
        takeAway(press);
    }

    /** For the person whose alert it is: whoever brought alerts into a group lets the household act on them there. */
    private void act(LinkedChat linked, Press press) {
        AlertId alert = new AlertId(press.alert());
        switch (press.action()) {
            case FALSE_ALARM -> actions.falseAlarm(linked.account(), linked.person(), alert);
            case SNOOZE -> actions.snooze(linked.account(), linked.person(), alert, SNOOZE);
        }
    }

    private static String words(ProblemException refused) {
        return refused.problem() == Problem.NOT_FOUND
                ? NO_ALERT
                : Objects.requireNonNullElse(
                        refused.getMessage(), refused.problem().title());
    }

    private static String said(Action action) {
        return switch (action) {
            case FALSE_ALARM -> "Noted as a false alarm.";
            case SNOOZE -> "Quiet for an hour.";
        };
    }

    /** Telegram takes an answer only for a while; who tapped longer ago no longer looks. */
    private void answer(Press press, String text) {
        bot.ask(new AnswerCallbackQuery(press.query()).text(text));
    }

    private void takeAway(Press press) {
        List<Action> left = press.offered().stream()
                .filter(action -> action != press.action())
                .toList();
        bot.ask(new EditMessageReplyMarkup(press.chat(), press.message())
                .replyMarkup(Buttons.of(press.linked(), press.alert(), left, press.link())));
    }
}
