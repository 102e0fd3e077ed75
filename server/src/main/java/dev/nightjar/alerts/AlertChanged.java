package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;

/** Published in the transaction in which an alert came or says something else. */
public record AlertChanged(AccountId account, PersonId person, AlertId alert) {}
