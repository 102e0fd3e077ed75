package dev.nightjar.identity;

import java.util.List;

/**
 * Tables of a module whose rows belong to an account and go with it. Each module has a bean of this type.
 *
 * @param names tables with a column {@code account}, in the order in which their rows can be deleted
 */
public record AccountTables(List<String> names) {}
