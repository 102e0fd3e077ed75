package dev.nightjar.search;

import dev.nightjar.identity.ids.DeviceId;
import java.util.List;
import java.util.Set;

/**
 * One word that is looked for.
 *
 * @param word as it was asked, in lower case
 * @param forms the lexemes by which it is found: its stem and itself, or those of the words that it may have meant
 * @param meant the words that it may have meant, when no event has it as it was asked
 * @param cameras those that are called so
 */
record Term(String word, Set<String> forms, List<String> meant, List<DeviceId> cameras) {

    /** For {@code @@}. Forms consist of letters and digits alone, so none can end its quotes. */
    String query() {
        return String.join(" | ", forms.stream().map("'%s'"::formatted).toList());
    }
}
