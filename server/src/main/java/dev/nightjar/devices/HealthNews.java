package dev.nightjar.devices;

import dev.nightjar.devices.Presence.Seen;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Bounds how often people hear that a camera's health changed: a charger with a loose contact would otherwise be a write
 * and a message to every page with each of its beats. The last of what is held back is owed, and told when its time has
 * come. Each node counts what it hears; what it remembers is bounded by the devices that spoke within the pause.
 */
@Component
class HealthNews {

    /** Between two that are told of one device. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<DeviceId, Instant> toldAt = new HashMap<>();
    private final Map<DeviceId, Seen> owed = new HashMap<>();
    private final Clock clock;

    HealthNews(Clock clock) {
        this.clock = clock;
    }

    /** People are told of the device for another reason, and see its health then. */
    synchronized void overtaken(Seen seen) {
        owed.remove(seen.device());
    }

    /** Whether this may be told now; otherwise it is owed. */
    synchronized boolean mayTell(Seen seen) {
        Instant before = toldAt.get(seen.device());
        if (before != null && before.plus(PAUSE).isAfter(seen.at())) {
            owed.put(seen.device(), seen);
            return false;
        }
        tell(seen, seen.at());
        return true;
    }

    /** What is owed and may be told now, and counts as told from now on; by account, as all who tell of many take them. */
    synchronized List<Seen> due() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        toldAt.values().removeIf(at -> !at.plus(PAUSE).isAfter(now));
        List<Seen> due = new ArrayList<>(owed.values().stream()
                .filter(seen -> !toldAt.containsKey(seen.device()))
                .toList());
        due.forEach(seen -> tell(seen, now));
        due.sort(Comparator.comparing(seen -> seen.account().value()));
        return due;
    }

    private void tell(Seen seen, Instant now) {
        toldAt.put(seen.device(), now);
        owed.remove(seen.device());
    }
}
