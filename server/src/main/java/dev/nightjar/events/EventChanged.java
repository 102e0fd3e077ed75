package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction in which an event came, changed or was deleted.
 *
 * @param device whose event it is
 * @param session in which it happened
 * @param state in which it is from then on, so that who cares for some states only need not ask; null once it is deleted
 */
public record EventChanged(
        AccountId account,
        EventId event,
        DeviceId device,
        SessionId session,
        @Nullable EventState state) {

    /** Of an event whose state is from then on the given one. */
    static EventChanged of(AccountId account, Event event, @Nullable EventState state) {
        return new EventChanged(account, event.id(), event.deviceId(), event.sessionId(), state);
    }
}
