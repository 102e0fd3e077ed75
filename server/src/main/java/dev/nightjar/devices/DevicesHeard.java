package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import java.time.Instant;
import java.util.List;

/** Published in the transaction in which it is written when devices last spoke in their sessions. */
public record DevicesHeard(List<Heard> heard) {

    /** A device spoke in a session of its own. */
    public record Heard(AccountId account, DeviceId device, SessionId session, Instant at) {}
}
