package dev.nightjar.notifications;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Of which changes somebody wants to hear; made by {@link ChangeFilters}. {@link ChangeRows} asks the same of rows.
 *
 * @param device only of this camera; null for the whole account
 * @param session of what belongs to a session of that camera, only this one's; the camera's health still counts
 */
public record ChangeFilter(
        @Nullable DeviceId device, @Nullable SessionId session) {

    /** Everything of the account. */
    public static final ChangeFilter ALL = new ChangeFilter(null, null);

    boolean lets(Belonging belonging) {
        if (device == null) {
            return true;
        }
        boolean ofSession = session == null || belonging.session() == null || session.equals(belonging.session());
        return device.equals(belonging.device()) && ofSession;
    }
}
