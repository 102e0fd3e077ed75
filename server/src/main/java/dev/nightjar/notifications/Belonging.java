package dev.nightjar.notifications;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * To which camera and session it belongs what changed.
 *
 * @param device null for what is of several, or of the server
 * @param session null for what is of the camera as such
 */
record Belonging(@Nullable DeviceId device, @Nullable SessionId session) {

    static final Belonging NOWHERE = new Belonging(null, null);

    private static final String NONE = "-";

    /** As it is sent between nodes; read by {@link #read}. */
    String text() {
        return "%s %s".formatted(device == null ? NONE : device, session == null ? NONE : session);
    }

    static Belonging read(String device, String session) {
        return new Belonging(
                device.equals(NONE) ? null : DeviceId.of(device), session.equals(NONE) ? null : SessionId.of(session));
    }
}
