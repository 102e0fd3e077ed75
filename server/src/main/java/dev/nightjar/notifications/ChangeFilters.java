package dev.nightjar.notifications;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import dev.nightjar.sessions.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes filters of what a person asks for, if it is the account's. */
@Service
public class ChangeFilters {

    private final Devices devices;
    private final Sessions sessions;

    ChangeFilters(Devices devices, Sessions sessions) {
        this.devices = devices;
        this.sessions = sessions;
    }

    /**
     * Lets through what is of the camera, of the session, or, where neither is given, all. Throws {@link
     * Problem#NOT_FOUND} unless the account has them, and the session is of the camera.
     */
    public ChangeFilter of(AccountId account, @Nullable DeviceId device, @Nullable SessionId session) {
        if (device != null) {
            devices.get(account, device);
        }
        if (session == null) {
            return device == null ? ChangeFilter.ALL : new ChangeFilter(device, null);
        }
        DeviceId own = sessions.get(account, session).deviceId();
        if (device != null && !device.equals(own)) {
            throw Problem.NOT_FOUND.because("The camera has no such session.");
        }
        return new ChangeFilter(own, session);
    }
}
