package dev.nightjar.search;

import java.util.UUID;

/**
 * That a run goes on.
 *
 * @param after how many events it had seen to
 */
record RebuildStep(UUID run, long after) {}
