package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.Update;
import com.pengrad.telegrambot.request.GetMe;
import com.pengrad.telegrambot.request.GetUpdates;
import com.pengrad.telegrambot.response.GetUpdatesResponse;
import dev.nightjar.telegram.Bots;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads what is written to the bot, a batch at a time, and keeps how that goes. Used by one thread. */
@Component
@WhenTelegram
class UpdateReader {

    static final String CONFLICT = """
            Another program reads the messages to this bot, or a webhook takes them. \
            Give Nightjar a bot of its own, or end the other.""";
    static final String NOT_KNOWN = "Telegram does not know the bot's token. Set nightjar.telegram.token anew.";

    private static final Logger log = LoggerFactory.getLogger(UpdateReader.class);
    private static final int BATCH = 50;
    private static final int MOST_TRIES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final BotClient client;
    private final Bots bots;
    private final UpdateHandler handler;
    private final TelegramSettings settings;

    private @Nullable String name;
    private int failures;
    private long stuckAt = -1;
    private int stuckFor;

    UpdateReader(BotClient client, Bots bots, UpdateHandler handler, TelegramSettings settings) {
        this.client = client;
        this.bots = bots;
        this.handler = handler;
        this.settings = settings;
    }

    /** Reads once, waiting for something to read; how long to pause before the next time. */
    Duration read() {
        try {
            String called = name();
            GetUpdatesResponse answer = client.poll(request());
            if (!answer.isOk()) {
                return trouble(words(answer));
            }
            trouble(null);
            for (Update update : Objects.requireNonNullElse(answer.updates(), List.<Update>of())) {
                handle(called, update);
            }
            failures = 0;
            return Duration.ZERO;
        } catch (BotAwayException away) {
            return trouble(Objects.requireNonNullElse(away.getMessage(), "Telegram is away") + ".");
        }
    }

    /** The pause after a failure: longer each time. */
    Duration pause() {
        failures = Math.min(failures + 1, 10);
        Duration pause = settings.pause().multipliedBy(1L << (failures - 1));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private GetUpdates request() {
        long next = bots.find(settings.bot()).map(Bots.BotState::nextUpdate).orElse(0L);
        return new GetUpdates()
                .offset(Math.toIntExact(next))
                .limit(BATCH)
                .timeout(Math.toIntExact(settings.pollFor().toSeconds()))
                .allowedUpdates(UpdateHandler.KINDS);
    }

    private String name() {
        String known = name;
        if (known == null) {
            known = client.ask(new GetMe()).user().username();
            bots.answers(settings.bot(), known);
            name = known;
        }
        return known;
    }

    /** One that cannot be dealt with is tried a few times, then left out: others wait behind it. */
    private void handle(String called, Update update) {
        try {
            handler.handle(settings.bot(), called, update);
        } catch (RuntimeException failed) {
            stuckFor = stuckAt == update.updateId() ? stuckFor + 1 : 1;
            stuckAt = update.updateId();
            if (stuckFor < MOST_TRIES) {
                throw failed;
            }
            log.atError()
                    .addKeyValue("update", update.updateId())
                    .setCause(failed)
                    .log("Telegram update left out");
            handler.skip(settings.bot(), update);
        }
    }

    private Duration trouble(@Nullable String words) {
        if (bots.trouble(settings.bot(), words)) {
            if (words == null) {
                log.info("Telegram is read");
            } else {
                log.atWarn().addKeyValue("why", words).log("Telegram cannot be read");
            }
        }
        return words == null ? Duration.ZERO : pause();
    }

    private static String words(GetUpdatesResponse answer) {
        return switch (answer.errorCode()) {
            case 401, 404 -> NOT_KNOWN;
            case 409 -> CONFLICT;
            default -> "Telegram answers with error %d.".formatted(answer.errorCode());
        };
    }
}
