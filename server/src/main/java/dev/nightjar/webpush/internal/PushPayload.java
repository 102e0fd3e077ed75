package dev.nightjar.webpush.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.alerts.AlertMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the browser's service worker is sent, as JSON; {@code web/src/sw/push} reads it. A contract between two releases:
 * fields are added, never renamed.
 *
 * @param alert what it tells of: a later message of the same alert takes the place of an earlier one
 * @param version grows with each that differs
 * @param at when it happened, in milliseconds since 1970
 * @param path of the page that tells more
 * @param actions {@code falseAlarm} and {@code snooze}
 * @param silent whether it makes no sound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PushPayload(
        String alert,
        long version,
        String title,
        @Nullable String body,
        long at,
        String path,
        List<String> actions,
        boolean silent) {

    /** Of an alert's message: 60 + 300 characters of words, so that it never reaches the 3 kB that all services take. */
    static PushPayload of(AlertMessage message) {
        return new PushPayload(
                message.alert().toString(),
                message.version(),
                message.title(),
                message.text(),
                message.at().toEpochMilli(),
                message.path(),
                message.actions().stream().map(PushPayload::word).sorted().toList(),
                !message.aloud());
    }

    /** As little as can be said, for a service that found the whole too large. */
    PushPayload shorter() {
        return new PushPayload(alert, version, title, null, at, path, List.of(), silent);
    }

    private static String word(AlertMessage.Action action) {
        return switch (action) {
            case FALSE_ALARM -> "falseAlarm";
            case SNOOZE -> "snooze";
        };
    }
}
