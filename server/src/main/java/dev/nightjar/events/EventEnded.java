package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/** Published, for what is counted, in the transaction in which an event came to an end. */
record EventEnded(AccountId account, EventId event) {}
