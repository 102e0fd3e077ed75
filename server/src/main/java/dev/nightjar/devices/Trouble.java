package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that keeps a camera from its work, or soon will.
 *
 * @param reason why it does not see, as the camera's code; null where there is none
 * @param since when it began, by the server's clock; of a camera that fell silent, when it last spoke
 */
public record Trouble(
        AccountId account,
        DeviceId device,
        Kind kind,
        @Nullable String reason,
        Instant since) {

    /** Whether it sees yet, from behind another app that may take the camera from it at any time. */
    public boolean isInBackground() {
        return Signs.BACKGROUND.equals(reason);
    }

    /** What is wrong. */
    public enum Kind {
        /** Nothing is heard of it. */
        SILENT(Area.SIGHT),
        /** It says that it does not see, or is about to see no more. */
        BLIND(Area.SIGHT),
        /** Its battery is nearly empty, and is not charged. */
        BATTERY(Area.BATTERY),
        /** What it records waits there and cannot be sent. */
        QUEUE(Area.QUEUE);

        private final Area area;

        Kind(Area area) {
            this.area = area;
        }

        /** What of the camera it is about. */
        public Area area() {
            return area;
        }
    }

    /** A camera has at most one trouble of each: one that is blind and then falls silent is in the same trouble still. */
    public enum Area {
        SIGHT,
        BATTERY,
        QUEUE
    }
}
