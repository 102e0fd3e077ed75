package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * An invitation that waits to be used. Its code is known to whom it was given only.
 *
 * @param invitedBy the name of who made it
 */
public record OpenInvitation(UUID id, Role role, String invitedBy, Instant createdAt, Instant expiresAt) {}
