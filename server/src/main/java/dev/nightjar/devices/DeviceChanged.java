package dev.nightjar.devices;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;

/** Published in the transaction in which something of a device changed that people see. */
public record DeviceChanged(AccountId account, DeviceId device) {}
