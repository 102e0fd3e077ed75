package dev.nightjar.inference;

/**
 * A kind of thing that the frames of a preview show.
 *
 * @param confidence 0 to 1
 * @param count the most that were seen at once
 */
public record PreviewLabel(String name, double confidence, int count) {}
