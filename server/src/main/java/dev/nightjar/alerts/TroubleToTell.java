package dev.nightjar.alerts;

import dev.nightjar.devices.DeviceRecovered;
import dev.nightjar.devices.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a camera's trouble is to be decided.
 *
 * @param round counts how often that was put off
 * @param recovered how it ended; null while it lasts
 */
record TroubleToTell(Trouble trouble, int round, @Nullable DeviceRecovered recovered) {

    /** What the alert tells of, whatever the reason becomes. */
    static String subject(Trouble trouble) {
        return "trouble/%s/%s/%d"
                .formatted(
                        trouble.device(),
                        AlertRowMapper.text(trouble.kind().area()),
                        trouble.since().toEpochMilli());
    }
}
