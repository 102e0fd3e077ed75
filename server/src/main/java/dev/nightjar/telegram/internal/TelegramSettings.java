package dev.nightjar.telegram.internal;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bot by which people are told in Telegram.
 *
 * @param token of the bot, as BotFather gives it; a secret, by the environment only. Without one nobody is told in Telegram
 * @param api where the Bot API is: Telegram's own, or a server of one's own
 * @param pollFor how long Telegram waits for a message to the bot before it answers that there is none
 * @param pause before a node asks again whether it shall read, and after reading failed; then twice as long each time,
 *     up to a minute
 * @param answerWithin how long Telegram may take to answer anything else, pictures and clips on their way included
 */
@Validated
@ConfigurationProperties(prefix = "nightjar.telegram", ignoreUnknownFields = false)
record TelegramSettings(
        @Nullable String token,
        @NotNull @DefaultValue("https://api.telegram.org") URI api,
        @NotNull @DefaultValue("25s") Duration pollFor,
        @NotNull @DefaultValue("5s") Duration pause,
        @NotNull @DefaultValue("60s") Duration answerWithin) {

    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,18}):[A-Za-z0-9_-]{20,100}");

    /** Whether there is a bot. */
    boolean isOn() {
        return token != null && !token.isBlank();
    }

    /** The bot's secret; only while it is on. */
    String secret() {
        if (token == null) {
            throw new IllegalStateException("No bot is set");
        }
        return token.strip();
    }

    /** The bot's number, which is no secret. */
    long bot() {
        String secret = secret();
        return Long.parseLong(secret.substring(0, secret.indexOf(':')));
    }

    // a constraint on the token itself would print it
    @AssertTrue(message = "token must be as BotFather gives it, such as 123456789:AA…")
    boolean isAToken() {
        return !isOn() || TOKEN.matcher(secret()).matches();
    }

    @AssertTrue(message = "api must be a plain http or https address")
    boolean isPlainAddress() {
        return api.getScheme() != null
                && api.getScheme().matches("https?")
                && api.getHost() != null
                && api.getUserInfo() == null
                && api.getQuery() == null;
    }

    @AssertTrue(
            message = "poll-for must be between one and 50 seconds, pause and answer-within at least 10 milliseconds")
    boolean isWithinReason() {
        Duration least = Duration.ofMillis(10);
        return pollFor.toSeconds() >= 1
                && pollFor.toSeconds() <= 50
                && pause.compareTo(least) >= 0
                && answerWithin.compareTo(least) >= 0;
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "TelegramSettings[on=%s, api=%s]".formatted(isOn(), api);
    }
}
