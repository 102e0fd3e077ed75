package dev.nightjar.telegram.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import dev.nightjar.telegram.Bots;
import dev.nightjar.telegram.Bots.BotState;
import dev.nightjar.telegram.ChatLinks;
import dev.nightjar.telegram.ChatMedia;
import dev.nightjar.telegram.LinkedChat;
import dev.nightjar.telegram.LinkedChats;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's chats in Telegram, and links by which they bring more. */
@RestController
@RequestMapping("/api/v1/telegram")
class TelegramController {

    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final LinkedChats chats;
    private final ChatLinks links;
    private final Bots bots;
    private final TelegramSettings settings;

    TelegramController(LinkedChats chats, ChatLinks links, Bots bots, TelegramSettings settings) {
        this.chats = chats;
        this.links = links;
        this.bots = bots;
        this.settings = settings;
    }

    /** Whether there is a bot, how it is, and where it tells the person something. */
    @GetMapping
    TelegramState telegram(Caller.Person caller) {
        Optional<BotState> bot = bot();
        return new TelegramState(
                settings.isOn(),
                bot.map(BotState::name).orElse(null),
                bot.map(BotState::trouble).orElse(null),
                chats.of(caller.account(), caller.person()).stream()
                        .map(ChatState::of)
                        .toList());
    }

    /** A link that the person opens in Telegram. */
    @PostMapping("/links")
    @ResponseStatus(HttpStatus.CREATED)
    NewLink linkTelegram(Caller.Person caller) {
        if (!settings.isOn()) {
            throw Problem.WRONG_STATE.because("This server has no bot. Whoever runs it can set one up.");
        }
        String name = bot().map(BotState::name)
                .orElseThrow(() -> Problem.BUSY
                        .because("Telegram has not answered yet. Try again in a moment.")
                        .withRetryAfter(A_MOMENT));
        ChatLinks.ChatLink link = links.make(caller);
        String address = "https://t.me/%s?%s=%s";
        return new NewLink(
                URI.create(address.formatted(name, "start", link.token())),
                URI.create(address.formatted(name, "startgroup", link.token())),
                link.expiresAt());
    }

    @PatchMapping("/chats/{id}")
    ChatState changeTelegramChat(Caller.Person caller, @PathVariable UUID id, @Valid @RequestBody ChatChange change) {
        return ChatState.of(chats.change(caller, id, change.media(), change.name()));
    }

    @DeleteMapping("/chats/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlinkTelegramChat(Caller.Person caller, @PathVariable UUID id) {
        chats.unlink(caller, id);
    }

    private Optional<BotState> bot() {
        return settings.isOn() ? bots.find(settings.bot()) : Optional.empty();
    }

    /**
     * How people are told in Telegram.
     *
     * @param setUp whether the server has a bot
     * @param bot its name, without {@code @}; absent until Telegram answered
     * @param trouble why it cannot be written to, in words; absent while it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TelegramState(
            boolean setUp, @Nullable String bot, @Nullable String trouble, List<ChatState> chats) {}

    /**
     * A chat in which the person is told.
     *
     * @param group whether others read there too
     * @param media what is shown there besides words
     * @param lastMessageAt absent before the first
     * @param trouble why nothing arrives any more, and what helps; absent while it works
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChatState(
            UUID id,
            String name,
            boolean group,
            ChatMedia media,
            Instant linkedAt,
            @Nullable Instant lastMessageAt,
            @Nullable String trouble,
            @Nullable Instant troubleSince) {

        static ChatState of(LinkedChat chat) {
            return new ChatState(
                    chat.id(),
                    chat.name(),
                    chat.group(),
                    chat.media(),
                    chat.linkedAt(),
                    chat.lastMessageAt(),
                    chat.trouble() == null ? null : chat.trouble().words(),
                    chat.troubleSince());
        }
    }

    /**
     * A link that works once.
     *
     * @param url opens a chat with the bot
     * @param groupUrl lets the person choose a group for the bot
     */
    record NewLink(URI url, URI groupUrl, Instant expiresAt) {}

    /** What to change; the rest stays. */
    record ChatChange(
            @Nullable ChatMedia media,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = "[^\\x00-\\x1f\\x7f]*\\S[^\\x00-\\x1f\\x7f]*")
            String name) {}
}
