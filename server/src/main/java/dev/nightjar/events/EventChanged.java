package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction in which an event came, changed or was deleted.
 *
 * @param state in which it is from then on, so that who cares for some states only need not ask; null once it is deleted
 */
public record EventChanged(
        AccountId account, EventId event, @Nullable EventState state) {}
