package dev.nightjar.telegram.internal;

import dev.nightjar.alerts.AlertMessage.Action;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A button that somebody tapped.
 *
 * @param query by which Telegram wants to be answered
 * @param linked the linked chat for which the message was written
 * @param user who tapped, as Telegram numbers people
 * @param chat where, as Telegram numbers it
 * @param offered what the message offers
 * @param link where it leads; null for nowhere
 */
record Press(
        String query,
        Action action,
        UUID linked,
        UUID alert,
        long user,
        long chat,
        int message,
        List<Action> offered,
        @Nullable String link) {}
