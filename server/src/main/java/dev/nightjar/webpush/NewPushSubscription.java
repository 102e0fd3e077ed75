package dev.nightjar.webpush;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a browser says when it subscribes, already looked at. Endpoint and secret are never to be logged or shown.
 *
 * @param endpoint where its push service takes messages for it
 * @param browserKey what messages are encrypted for: a point of P-256, 65 bytes
 * @param browserSecret 16 bytes that only the browser and we know
 * @param name by which its owner knows it
 * @param expiresAt when it ends by itself; null: it was not said
 */
public record NewPushSubscription(
        String endpoint,
        byte[] browserKey,
        byte[] browserSecret,
        String name,
        @Nullable Instant expiresAt) {

    /** Says nothing of what is secret. */
    @Override
    public String toString() {
        return "NewPushSubscription[%s]".formatted(name);
    }
}
