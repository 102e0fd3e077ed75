package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.AccountId;

/**
 * An account, as one of its people sees it.
 *
 * @param role of that person
 */
public record Belonging(AccountId id, String name, Role role) {}
