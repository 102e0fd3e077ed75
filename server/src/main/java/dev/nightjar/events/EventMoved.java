package dev.nightjar.events;

/** Published, for what is counted, in the transaction in which an event came or took a step; as it is after it. */
record EventMoved(StoredEvent event) {}
