package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.request.InlineKeyboardButton;
import com.pengrad.telegrambot.model.request.InlineKeyboardMarkup;
import dev.nightjar.alerts.AlertMessage.Action;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The buttons below a message. What a button carries is 45 characters: the action, the linked chat, the alert. */
final class Buttons {

    /** Telegram takes 64 bytes. */
    private static final int LENGTH = 45;

    private static final int ID_LENGTH = 22;

    private Buttons() {}

    /**
     * What a button asks for.
     *
     * @param chat the linked chat in which it stands
     */
    record Pressed(Action action, UUID chat, UUID alert) {}

    /**
     * The buttons of an alert, in their order.
     *
     * @param link where the first one leads; null for none
     */
    static InlineKeyboardMarkup of(UUID chat, UUID alert, Collection<Action> actions, @Nullable String link) {
        InlineKeyboardMarkup markup = new InlineKeyboardMarkup();
        if (link != null) {
            markup.addRow(new InlineKeyboardButton("Open").url(link));
        }
        List<InlineKeyboardButton> row = new ArrayList<>();
        for (Action action : Action.values()) {
            if (actions.contains(action)) {
                row.add(new InlineKeyboardButton(label(action)).callbackData(data(action, chat, alert)));
            }
        }
        if (!row.isEmpty()) {
            markup.addRow(row.toArray(InlineKeyboardButton[]::new));
        }
        return markup;
    }

    /** What a button carries, read back; nothing when it is none of ours. */
    static Optional<Pressed> read(@Nullable String data) {
        if (data == null || data.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Stream.of(Action.values())
                    .filter(action -> letter(action) == data.charAt(0))
                    .findFirst()
                    .map(action -> new Pressed(
                            action, id(data.substring(1, 1 + ID_LENGTH)), id(data.substring(1 + ID_LENGTH))));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The actions that a message offers. */
    static List<Action> actions(@Nullable InlineKeyboardMarkup markup) {
        return buttons(markup)
                .flatMap(button -> read(button.callbackData()).stream())
                .map(Pressed::action)
                .distinct()
                .toList();
    }

    /** Where a message leads; null for nowhere. */
    static @Nullable String link(@Nullable InlineKeyboardMarkup markup) {
        return buttons(markup)
                .flatMap(button -> Stream.ofNullable(button.url()))
                .findFirst()
                .orElse(null);
    }

    private static Stream<InlineKeyboardButton> buttons(@Nullable InlineKeyboardMarkup markup) {
        return markup == null
                ? Stream.empty()
                : Arrays.stream(markup.inlineKeyboard()).flatMap(Arrays::stream);
    }

    private static String label(Action action) {
        return switch (action) {
            case FALSE_ALARM -> "False alarm";
            case SNOOZE -> "Snooze 1 h";
        };
    }

    private static char letter(Action action) {
        return switch (action) {
            case FALSE_ALARM -> 'f';
            case SNOOZE -> 's';
        };
    }

    private static String data(Action action, UUID chat, UUID alert) {
        return letter(action) + text(chat) + text(alert);
    }

    private static String text(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID id(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
