package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction in which an alert came or says something else.
 *
 * @param device of which it tells; null for what tells of several, or of the server
 * @param session in which that happened; null for what is of the device as such
 */
public record AlertChanged(
        AccountId account,
        PersonId person,
        AlertId alert,
        @Nullable DeviceId device,
        @Nullable SessionId session) {

    static AlertChanged of(StoredAlert alert) {
        return new AlertChanged(alert.account(), alert.person(), alert.id(), alert.device(), alert.session());
    }
}
