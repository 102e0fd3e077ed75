package dev.nightjar.telegram.internal;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Telegram answers in the place of a result.
 *
 * @param parameters what a program may act on
 */
record StubRefusal(int code, String description, Map<String, Object> parameters) {

    /** What Telegram has against anything in that chat. */
    static Optional<StubRefusal> of(StubChat chat) {
        if (chat.id == 0) {
            return Optional.of(bad("chat not found"));
        }
        if (chat.flooded > 0) {
            chat.flooded--;
            return Optional.of(new StubRefusal(429, "Too Many Requests: retry after 7", Map.of("retry_after", 7)));
        }
        String forbidden = chat.forbidden;
        if (forbidden != null) {
            return Optional.of(new StubRefusal(403, "Forbidden: " + forbidden, Map.of()));
        }
        Long movedTo = chat.movedTo;
        return movedTo == null
                ? Optional.empty()
                : Optional.of(new StubRefusal(
                        400,
                        "Bad Request: group chat was upgraded to a supergroup chat",
                        Map.of("migrate_to_chat_id", movedTo)));
    }

    /** What it has against this content. */
    static Optional<StubRefusal> ofContent(StubChat chat, String method, StubForm form, boolean linksRefused) {
        if (linksRefused && form.text("reply_markup").contains("\"url\"")) {
            return Optional.of(bad("BUTTON_URL_INVALID"));
        }
        boolean tooLong =
                form.text("text").length() > 4096 || form.text("caption").length() > 1024;
        if (tooLong) {
            return Optional.of(bad("message is too long"));
        }
        if (!chat.takesMedia && !form.files().isEmpty()) {
            return Optional.of(bad("IMAGE_PROCESS_FAILED"));
        }
        if (method.equals("sendMessage") && form.text("text").isBlank()) {
            return Optional.of(bad("message text is empty"));
        }
        for (JsonNode row : form.json("reply_markup").path("inline_keyboard")) {
            for (JsonNode button : row) {
                if (button.path("callback_data").asString("").length() > 64) {
                    return Optional.of(bad("BUTTON_DATA_INVALID"));
                }
            }
        }
        return Optional.empty();
    }

    static StubRefusal bad(String words) {
        return new StubRefusal(400, "Bad Request: " + words, Map.of());
    }
}
