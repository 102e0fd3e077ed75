package dev.nightjar.notifications;

import java.util.List;

/**
 * Changes in their order. Who wants more goes on after the last of them while there are more, and else after {@code latest}:
 * with a filter, what lies between is not wanted.
 *
 * @param latest the number of the account's newest change
 * @param more whether there are more after the last of these
 */
public record ChangeList(List<Change> items, long latest, boolean more) {}
