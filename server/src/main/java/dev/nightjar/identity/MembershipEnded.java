package dev.nightjar.identity;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;

/**
 * A person no longer belongs to an account. Published in the transaction that ends it: each module ends, in that
 * transaction, what the person had there, such as sign-ins and what alerts are sent to.
 */
public record MembershipEnded(AccountId account, PersonId person) {}
