package dev.nightjar.accounts;

import dev.nightjar.identity.ids.PersonId;

/**
 * A person, who has one e-mail address.
 *
 * @param email in lower case
 * @param operator runs this installation
 */
public record Person(PersonId id, String email, String name, boolean operator) {}
