package dev.nightjar.devices;

import dev.nightjar.identity.ids.EventId;
import java.util.List;

/**
 * What a phone hears when it says that it lives.
 *
 * @param settingsVersion when it differs from the phone's own, the phone asks for its settings
 * @param stop whether the phone shall stop watching, since an owner wants it to
 * @param revoked whether the phone is no longer a camera; its token then fails as well
 * @param wanted dismissed events that somebody wants after all: their clips shall come, if they are still there
 */
public record HeartbeatAnswer(int settingsVersion, boolean stop, boolean revoked, List<EventId> wanted) {}
