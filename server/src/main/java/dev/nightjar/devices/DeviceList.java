package dev.nightjar.devices;

import java.util.List;

/** The devices of an account, all of them. */
public record DeviceList(List<Device> items) {}
