package dev.nightjar.notifications;

import java.util.List;

/**
 * Changes in their order.
 *
 * @param latest the number of the account's newest change
 * @param more whether there are more after the last of these
 */
public record ChangeList(List<Change> items, long latest, boolean more) {}
