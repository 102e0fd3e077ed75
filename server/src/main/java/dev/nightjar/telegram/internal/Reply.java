package dev.nightjar.telegram.internal;

/**
 * An answer to what somebody wrote to the bot.
 *
 * @param chat as Telegram numbers it
 */
record Reply(long chat, String text) {}
