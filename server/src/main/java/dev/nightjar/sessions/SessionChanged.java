package dev.nightjar.sessions;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;

/** Published in the transaction in which a session of a device began, ended or was given other instructions. */
public record SessionChanged(AccountId account, DeviceId device, SessionId session) {}
