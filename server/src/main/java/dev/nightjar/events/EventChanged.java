package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/** Published in the transaction in which an event came, changed or was deleted. */
public record EventChanged(AccountId account, EventId event) {}
