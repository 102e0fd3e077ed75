package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;

/**
 * Sign-ins of an account have ended before their time. Published in the transaction that ends them: who holds a
 * connection open for one of them looks whether it is still good.
 */
public record SignInsEnded(AccountId account) {}
