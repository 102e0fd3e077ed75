package dev.nightjar.devices;

/**
 * What a phone hears when it says that it lives.
 *
 * @param settingsVersion when it differs from the phone's own, the phone asks for its settings
 * @param stop whether the phone shall stop watching
 * @param revoked whether the phone is no longer a camera; its token then fails as well
 */
public record HeartbeatAnswer(int settingsVersion, boolean stop, boolean revoked) {}
