package dev.nightjar.devices;

/** Published in the transaction that notes it: a camera is in trouble, or in the same trouble for another reason. */
public record DeviceTroubled(Trouble trouble) {}
