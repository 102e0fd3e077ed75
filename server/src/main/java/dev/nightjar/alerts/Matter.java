package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A trouble, or that it is over, as people are told of it.
 *
 * @param device in trouble; null where the server itself is
 * @param subject what the alert tells of, whatever is said of it
 * @param since when it began
 * @param title whose trouble it is
 * @param zone of the account
 */
record Matter(
        AccountId account,
        @Nullable DeviceId device,
        String subject,
        Instant since,
        String title,
        String text,
        ZoneId zone) {

    /** Whether the rule asks for it. */
    boolean isOf(AlertRule rule) {
        boolean watched = device == null ? rule.deviceIds() == null : rule.watches(device);
        return rule.enabled() && rule.what().isTrouble() && watched;
    }
}
