package dev.nightjar.identity.ids;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is sorted by time and, among equal times, by id, newest first. Rows that come or go elsewhere
 * in the list do not move it.
 */
public record Cursor(Instant at, UUID id) {

    /** Before everything: the newest. */
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T23:59:59.999Z"), new UUID(-1, -1));

    /** Reads what {@link #text} wrote; null is the start. Throws {@link Problem#INVALID} for anything else. */
    public static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("_", 2);
            Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(START.at())) {
                throw unreadable();
            }
            return new Cursor(at, UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw unreadable();
        }
    }

    /** For clients, who hand it back unchanged. */
    public String text() {
        String plain = at.toEpochMilli() + "_" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException unreadable() {
        return Problem.INVALID.because("This is no place in the list: take `next` of an answer, unchanged.");
    }
}
