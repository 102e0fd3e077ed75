package dev.nightjar.search;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A place in an answer. It names the entry that was the newest when the first page was read, so that what came later
 * moves nothing, and the event before it, by which the place is found again. One that was deleted meanwhile may change
 * which of two that are almost alike comes first.
 *
 * @param upTo the number of that entry
 * @param offset how many events stood before the place
 * @param last the event before the place
 */
record SearchCursor(long upTo, int offset, UUID last) {

    /** Reads what {@link #text} wrote. Throws {@link Problem#INVALID} for anything else. */
    static SearchCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("_", -1);
            if (parts.length != 3) {
                throw unreadable();
            }
            SearchCursor cursor =
                    new SearchCursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), UUID.fromString(parts[2]));
            if (cursor.upTo < 0 || cursor.offset < 0) {
                throw unreadable();
            }
            return cursor;
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** For clients, who hand it back unchanged. */
    String text() {
        String plain = upTo + "_" + offset + "_" + last;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** How many of these events, in order, stand before the place. */
    int in(List<UUID> events) {
        int at = events.indexOf(last);
        return at >= 0 ? at + 1 : Math.min(offset, events.size());
    }

    private static ProblemException unreadable() {
        return Problem.INVALID.because("This is no place in the list: take `next` of an answer, unchanged.");
    }
}
