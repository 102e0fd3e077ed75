package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;

/** Published in the transaction in which a device was removed and its token ended. */
public record DeviceRevoked(AccountId account, DeviceId device) {}
