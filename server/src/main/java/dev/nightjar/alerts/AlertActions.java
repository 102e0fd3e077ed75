package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Duration;
import java.time.Instant;

/** What people do about an alert, wherever they were told. Each throws {@code NOT_FOUND} for an alert of others. */
public interface AlertActions {

    /** Keeps with the event that it was nothing worth telling. */
    void falseAlarm(AccountId account, PersonId person, AlertId alert);

    /** Tells the person nothing of the alert's camera for so long; until when that is. */
    Instant snooze(AccountId account, PersonId person, AlertId alert, Duration duration);
}
