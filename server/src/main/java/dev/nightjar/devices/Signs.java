package dev.nightjar.devices;

import dev.nightjar.devices.Presence.Seen;
import dev.nightjar.devices.Trouble.Area;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a camera by its own word. That it is silent is no word of its own. */
final class Signs {

    /** A phone at a tenth lasts for an hour or less while it records. */
    private static final double EMPTY = 0.1;
    /** It counts as charged from here on, so that a level that wavers is one trouble. */
    private static final double CHARGED = 0.2;

    /** A line that is slow for a while has a few events waiting. */
    private static final int MANY_WAIT = 20;

    private static final int FEW_WAIT = 5;

    /** It watches behind another app, for as long as the phone lets it: no time without sight, and about to become one. */
    static final String BACKGROUND = "background";

    private Signs() {}

    /**
     * A sign of trouble.
     *
     * @param reason why it does not see, as the camera's code
     */
    record Sign(Trouble.Kind kind, @Nullable String reason) {}

    /** By area, of those in which something is wrong; {@code open} are those in which something was. */
    static Map<Area, Sign> of(Seen word, Set<Area> open) {
        Map<Area, Sign> signs = new EnumMap<>(Area.class);
        if (word.stateAt(word.at()) == DeviceState.STOPPED) {
            return signs;
        }
        Health health = word.health();
        if (word.state().equals("blind")) {
            signs.put(Area.SIGHT, new Sign(Trouble.Kind.BLIND, word.blindReason()));
        } else if (health != null && Boolean.TRUE.equals(health.hidden())) {
            signs.put(Area.SIGHT, new Sign(Trouble.Kind.BLIND, BACKGROUND));
        } else if (health != null && Boolean.TRUE.equals(health.muted())) {
            signs.put(Area.SIGHT, new Sign(Trouble.Kind.BLIND, "muted"));
        }
        if (health != null && isEmpty(health, open.contains(Area.BATTERY))) {
            signs.put(Area.BATTERY, new Sign(Trouble.Kind.BATTERY, null));
        }
        if (health != null && isStuck(health, open.contains(Area.QUEUE))) {
            signs.put(Area.QUEUE, new Sign(Trouble.Kind.QUEUE, null));
        }
        return signs;
    }

    private static boolean isEmpty(Health health, boolean was) {
        Double level = health.batteryLevel();
        return level != null && !Boolean.TRUE.equals(health.charging()) && (was ? level < CHARGED : level <= EMPTY);
    }

    private static boolean isStuck(Health health, boolean was) {
        Integer waiting = health.queueLength();
        return waiting != null && (was ? waiting > FEW_WAIT : waiting > MANY_WAIT);
    }
}
