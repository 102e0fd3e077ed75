package dev.nightjar.webpush;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that shows alerts, as its owner sees it.
 *
 * @param name by which its owner knows it, such as “Chrome on Android”
 * @param here whether it is the browser that asks
 * @param createdAt when it first subscribed
 * @param sentAt when its push service last took something for it
 * @param trouble why nothing arrives there any more, in words; null while it works
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PushSubscription(
        UUID id,
        String name,
        boolean here,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable String trouble) {}
