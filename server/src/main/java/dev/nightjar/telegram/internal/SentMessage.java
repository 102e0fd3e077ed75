package dev.nightjar.telegram.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that stands in a chat, as it is kept between deliveries.
 *
 * @param shape what it shows
 * @param version of what it says
 * @param picture by which its picture is known again; empty where it shows none
 */
record SentMessage(long chat, int message, Shape shape, long version, String picture) {

    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,18})/(\\d{1,10})/([A-Z]{1,10})/(-?\\d{1,18})/([0-9a-f]{0,64})");

    /** What a message shows. */
    enum Shape {
        TEXT,
        /** Only words, since Telegram did not take what was to be shown. */
        BARE,
        PHOTO,
        VIDEO;

        boolean shows() {
            return this == PHOTO || this == VIDEO;
        }
    }

    /** Reads a reference; nothing when there is none, or it cannot be read. */
    static Optional<SentMessage> read(@Nullable String reference) {
        if (reference == null) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(reference);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SentMessage(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Shape.valueOf(parts.group(3)),
                Long.parseLong(parts.group(4)),
                parts.group(5)));
    }

    /** The reference, read by {@link #read}. */
    String reference() {
        return "%d/%d/%s/%d/%s".formatted(chat, message, shape, version, picture);
    }
}
