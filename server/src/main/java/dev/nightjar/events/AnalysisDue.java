package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;

/**
 * A clip waits to be looked at. The payload of a job: fields are added, never renamed.
 *
 * @param round the round of analysis; a job of an earlier round does nothing
 */
record AnalysisDue(AccountId account, EventId event, int round) {}
