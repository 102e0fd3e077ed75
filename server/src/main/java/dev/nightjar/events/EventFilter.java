package dev.nightjar.events;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the timeline are wanted; each part that is absent lets all pass.
 *
 * @param labels kinds of things, of which one must be seen; kept in lower case, each once
 * @param onlyNew neither looked at by the person, nor older than the person's last look, nor dismissed
 */
public record EventFilter(
        @Nullable DeviceId device, @Nullable SessionId session, List<String> labels, boolean onlyNew) {

    /** Lets all pass. */
    public static final EventFilter ALL = new EventFilter(null, null, List.of(), false);

    public EventFilter {
        labels = labels.stream()
                .map(label -> label.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** The same for what is new, or for all. */
    EventFilter onlyNew(boolean wanted) {
        return new EventFilter(device, session, labels, wanted);
    }
}
