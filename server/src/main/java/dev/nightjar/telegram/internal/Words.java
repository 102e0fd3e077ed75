package dev.nightjar.telegram.internal;

import com.pengrad.telegrambot.model.MessageEntity;
import dev.nightjar.alerts.AlertMessage;

/**
 * What a message says, as plain text: whatever stands in it is shown as it is, and nothing is read as markup.
 *
 * @param titleLength how much of it is the title, in UTF-16 units, as Telegram counts them
 */
record Words(String text, int titleLength) {

    /** Below what Telegram takes below a picture (1024) and in a message (4096). */
    private static final int LONGEST_TITLE = 100;

    private static final int LONGEST_TEXT = 800;

    static Words of(AlertMessage message) {
        String title = cut(message.title(), LONGEST_TITLE);
        String text = cut(message.text(), LONGEST_TEXT);
        String all = title.isBlank() ? text : title + "\n" + text;
        return new Words(all.strip(), title.isBlank() ? 0 : title.length());
    }

    /** The title stands out. */
    MessageEntity[] entities() {
        return titleLength == 0
                ? new MessageEntity[0]
                : new MessageEntity[] {new MessageEntity(MessageEntity.Type.bold, 0, titleLength)};
    }

    private static String cut(String text, int most) {
        String stripped = text.strip();
        if (stripped.codePointCount(0, stripped.length()) <= most) {
            return stripped;
        }
        return stripped.substring(0, stripped.offsetByCodePoints(0, most - 1)) + "…";
    }
}
