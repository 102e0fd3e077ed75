package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one thing, as far as it is known. A later one of the same alert takes the place of an earlier one.
 *
 * @param version grows with each that differs; the same number means the same message
 * @param title where it happened, such as the camera's name; 60 characters at most
 * @param text what happened, in words; 300 characters at most
 * @param at when it happened
 * @param path of the page that tells more, such as {@code /events/…}
 * @param picture shown with it, once there is one
 * @param clip shown in the place of the picture where its recipient wants that and the channel can
 * @param actions what its recipient can do about it
 * @param aloud whether it may make a sound; an addition to what was told does not
 */
public record AlertMessage(
        AlertId alert,
        AccountId account,
        long version,
        String title,
        String text,
        Instant at,
        String path,
        @Nullable AlertMedia picture,
        @Nullable AlertMedia clip,
        Set<Action> actions,
        boolean aloud) {

    /** What a recipient can do about an alert, besides opening its page. */
    public enum Action {
        /** Says that it was nothing worth telling. */
        FALSE_ALARM,
        /** Asks for an hour of silence from its camera. */
        SNOOZE
    }
}
