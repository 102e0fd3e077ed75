package dev.nightjar.telegram;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat in which one person is told of one account.
 *
 * @param chat as Telegram numbers it
 * @param telegramUser who linked it, as Telegram numbers people
 * @param group whether others read there too
 * @param lastMessageAt when something arrived there last; null before the first
 * @param trouble why nothing arrives any more; null while it works
 */
public record LinkedChat(
        UUID id,
        AccountId account,
        PersonId person,
        long chat,
        long telegramUser,
        boolean group,
        String name,
        ChatMedia media,
        Instant linkedAt,
        @Nullable Instant lastMessageAt,
        @Nullable ChatTrouble trouble,
        @Nullable Instant troubleSince) {}
