package dev.nightjar.alerts;

import java.util.List;

/** Numbers in sentences: small ones in words. */
final class Numbers {

    private static final List<String> WORDS =
            List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private Numbers() {}

    static String word(int number) {
        return number < WORDS.size() ? WORDS.get(number) : Integer.toString(number);
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Such as “a, b and c”. */
    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }
}
