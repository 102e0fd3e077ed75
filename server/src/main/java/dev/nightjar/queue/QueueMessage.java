package dev.nightjar.queue;

import java.util.Map;

/**
 * A message as it came.
 *
 * @param queue it was sent to
 * @param ids of what it is about, readable also where the body is not
 * @param body JSON
 * @param delivery how often it was delivered, this time included
 */
public record QueueMessage(String queue, Map<String, String> ids, String body, int delivery) {}
