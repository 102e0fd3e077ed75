package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import java.time.Instant;

/**
 * Where an invitation leads, for whoever holds its code.
 *
 * @param account the name of the account
 * @param invitedBy the name of who made it
 */
public record InvitedTo(String account, String invitedBy, Role role, Instant expiresAt) {}
