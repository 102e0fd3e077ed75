package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.response.BaseResponse;
import dev.nightjar.telegram.ChatTrouble;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** What Telegram's answer to a message means. Of refusals it says the kind by words alone. */
final class Answers {

    static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    static final Duration USUAL_WAIT = Duration.ofSeconds(5);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Answers() {}

    /** One of the kinds below. */
    sealed interface Answer {}

    /** Done, or so already. */
    record Done() implements Answer {}

    /** The message to edit was deleted, or may be edited no more. */
    record NoMessage() implements Answer {}

    /** Too much at once, for this chat or for all. */
    record Wait(Duration time) implements Answer {}

    /** Nothing will arrive in the chat any more. */
    record Lost(ChatTrouble trouble) implements Answer {}

    /** The group was upgraded and has another number. */
    record Moved(long chat) implements Answer {}

    /** Telegram takes no button that leads to such an address. */
    record NoSuchLink() implements Answer {}

    /** Not like this. */
    record Refused(String words) implements Answer {}

    /** Reads an answer, which is one of the interface, as {@link BotClient} sees to. */
    static Answer of(BaseResponse response) {
        if (response.isOk()) {
            return new Done();
        }
        String words = Objects.requireNonNullElse(response.description(), "");
        var parameters = response.parameters();
        if (parameters != null && parameters.migrateToChatId() != null) {
            return new Moved(parameters.migrateToChatId());
        }
        return switch (response.errorCode()) {
            case 429 ->
                new Wait(
                        parameters == null || parameters.retryAfter() == null
                                ? USUAL_WAIT
                                : clamped(Duration.ofSeconds(parameters.retryAfter())));
            case 403 -> new Lost(trouble(words.toLowerCase(Locale.ROOT)));
            default -> refusal(words);
        };
    }

    private static Answer refusal(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("message is not modified")) {
            return new Done();
        }
        if (speaksOf(lower, "message to edit not found", "message can't be edited", "message_id_invalid")) {
            return new NoMessage();
        }
        if (speaksOf(lower, "button_url_invalid", "wrong http url", "url host is empty")) {
            return new NoSuchLink();
        }
        if (speaksOf(lower, "chat not found", "peer_id_invalid", "group chat was deactivated")) {
            return new Lost(ChatTrouble.MISSING);
        }
        if (speaksOf(lower, "rights to send text messages", "no rights to send a message", "chat_write_forbidden")) {
            return new Lost(ChatTrouble.MUTED);
        }
        return new Refused(words);
    }

    private static ChatTrouble trouble(String words) {
        if (words.contains("deactivated")) {
            return ChatTrouble.DELETED;
        }
        if (speaksOf(words, "kicked", "not a member")) {
            return ChatTrouble.REMOVED;
        }
        if (words.contains("deleted")) {
            return ChatTrouble.MISSING;
        }
        return speaksOf(words, "blocked", "can't initiate") ? ChatTrouble.BLOCKED : ChatTrouble.MUTED;
    }

    private static boolean speaksOf(String words, String... parts) {
        return Stream.of(parts).anyMatch(words::contains);
    }

    private static Duration clamped(Duration wait) {
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
