package dev.nightjar.devices;

import dev.nightjar.identity.ids.DeviceId;
import java.util.List;

/** Published in the transaction that writes what these devices last said. */
record DevicesSpoke(List<DeviceId> devices) {}
