package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;

/**
 * An account is going for good. Published in the transaction that deletes it: each module deletes, in that transaction,
 * every row that it keeps of the account, and stores the jobs that delete what is kept elsewhere.
 */
public record AccountDeleted(AccountId account) {}
