package dev.nightjar.alerts;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/** An event of which it is to be decided who is told what. */
record EventToTell(AccountId account, EventId event) {}
