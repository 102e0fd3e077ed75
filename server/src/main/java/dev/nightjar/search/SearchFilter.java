package dev.nightjar.search;

import dev.nightjar.events.Trigger;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are looked through; each part that is absent lets all pass.
 *
 * @param label a kind of thing, as findings name it
 * @param trigger motion and sound find what was both as well
 * @param from the first moment
 * @param until the moment after the last
 * @param concern at least so much, 1 or 2
 */
public record SearchFilter(
        @Nullable DeviceId device,
        @Nullable SessionId session,
        @Nullable String label,
        Trigger.@Nullable Type trigger,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Integer concern,
        @Nullable Reviewed reviewed) {

    /**
     * Whether a person has looked at the event.
     *
     * @param sought false for those that the person has not
     */
    public record Reviewed(PersonId by, boolean sought) {}

    /** Lets all pass. */
    public static final SearchFilter ALL = new SearchFilter(null, null, null, null, null, null, null, null);
}
