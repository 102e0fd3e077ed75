package dev.nightjar.alerts;

import java.time.Instant;
import java.util.List;

/**
 * What was told by a rule.
 *
 * @param happened when the events of that camera happened that were told, those within the rule's cooldown at least
 * @param lastHour how many alerts of any camera arrived within the last hour
 */
record Past(List<Instant> happened, int lastHour) {}
