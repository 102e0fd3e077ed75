package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Leave for one person to join the account.
 *
 * @param id by which it is taken back
 * @param code shown once, to be passed on
 */
public record Invitation(UUID id, String code, Role role, Instant expiresAt) {

    @Override
    public String toString() {
        return "Invitation[%s]".formatted(id);
    }
}
