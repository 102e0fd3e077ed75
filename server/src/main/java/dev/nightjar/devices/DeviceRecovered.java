package dev.nightjar.devices;

import java.time.Instant;

/**
 * Published in the transaction that notes it: a trouble of which {@link DeviceTroubled} told is over.
 *
 * @param until when it ended, by the server's clock
 * @param watching whether the camera watches again; otherwise it was stopped or removed
 */
public record DeviceRecovered(Trouble trouble, Instant until, boolean watching) {}
