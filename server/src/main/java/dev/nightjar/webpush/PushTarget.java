package dev.nightjar.webpush;

import java.util.UUID;

/**
 * What it takes to send something to a browser. Endpoint and secret are never to be logged or shown.
 *
 * @param endpoint where its push service takes messages for it
 * @param browserKey what messages are encrypted for: a point of P-256, 65 bytes
 * @param browserSecret 16 bytes that only the browser and we know
 */
public record PushTarget(UUID id, String endpoint, byte[] browserKey, byte[] browserSecret) {

    /** Says nothing of what is secret. */
    @Override
    public String toString() {
        return "PushTarget[%s]".formatted(id);
    }
}
