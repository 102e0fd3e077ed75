package dev.nightjar.devices;

import java.time.Instant;

/** A code that makes one phone a camera, shown once. */
public record PairingCode(String code, Instant expiresAt) {}
