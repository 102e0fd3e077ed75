package dev.nightjar.accounts;

import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.PersonId;
import java.time.Instant;

/**
 * A person of an account.
 *
 * @param id of the person
 */
public record Member(PersonId id, String name, String email, Role role, Instant joinedAt) {}
