package dev.nightjar.sessions;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that tells when a device watched in one session.
 *
 * @param endedAt null when nobody has said that it ended
 * @param heardAt when the device last spoke in this session, by the server's clock; null when it never did
 * @param over whether the device is known to have gone on to something else since its last sign in this session
 * @param gaps in any order; they may overlap, have no end yet, and go beyond the session
 */
record Watch(
        SessionId session,
        DeviceId device,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant heardAt,
        boolean over,
        List<Gap> gaps) {

    Watch with(@Nullable Instant heard, List<Gap> known) {
        return new Watch(session, device, startedAt, endedAt, heard, over, known);
    }

    /** The same, when the device has said at that time that it does not watch. */
    Watch stoppedAt(@Nullable Instant time) {
        boolean stopped = time != null && !time.isBefore(lastSign());
        return new Watch(session, device, startedAt, endedAt, heardAt, over || stopped, gaps);
    }

    /** The last sign of the device in this session. */
    Instant lastSign() {
        return heardAt == null || heardAt.isBefore(startedAt) ? startedAt : heardAt;
    }
}
