package dev.nightjar.storage;

import java.net.URI;
import java.time.Instant;

/** Leave to read one blob for a while, by ranges too. */
public record ReadGrant(URI url, Instant expiresAt) {}
