package dev.nightjar.telegram;

/**
 * A chat as Telegram tells of it, before it is linked.
 *
 * @param user who speaks there, as Telegram numbers people
 * @param name of the group, or of the person
 */
public record TelegramChat(long chat, long user, boolean group, String name) {

    private static final int LONGEST_NAME = 100;

    public TelegramChat {
        name = name.codePoints()
                .filter(character -> !Character.isISOControl(character))
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
