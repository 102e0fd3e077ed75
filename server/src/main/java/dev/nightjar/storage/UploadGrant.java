package dev.nightjar.storage;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Leave to create one blob by one request, and nothing else.
 *
 * @param headers what the request must carry
 * @param maximumBytes the largest body that is taken
 */
public record UploadGrant(String method, URI url, Map<String, String> headers, Instant expiresAt, long maximumBytes) {}
