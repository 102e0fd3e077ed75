package dev.nightjar.inference.internal;

/**
 * A picture of a clip as a model gets it.
 *
 * @param seconds from the start of the clip, as the model is told
 * @param jpeg not copied, so nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one request and is never compared
record VlmFrame(double seconds, byte[] jpeg) {}
