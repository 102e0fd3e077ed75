package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/** An event whose entry is to be written. */
record EventToIndex(AccountId account, EventId event) {}
