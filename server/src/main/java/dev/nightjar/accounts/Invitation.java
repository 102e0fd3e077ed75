package dev.nightjar.accounts;

import java.time.Instant;

/**
 * Leave for one person to join the account.
 *
 * @param code shown once, to be passed on
 */
public record Invitation(String code, Instant expiresAt) {

    @Override
    public String toString() {
        return "Invitation[expiresAt=%s]".formatted(expiresAt);
    }
}
