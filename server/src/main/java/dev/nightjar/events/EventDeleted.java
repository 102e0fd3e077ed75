package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/** An event is gone for good. Published in the transaction that deletes it. */
record EventDeleted(AccountId account, EventId event) {}
