package dev.nightjar.accounts;

import dev.nightjar.identity.ids.AccountId;

/** A household with one plan. */
public record Account(AccountId id, String name) {}
