package dev.nightjar.webpush.internal;

import dev.nightjar.jobs.Recurring;
import dev.nightjar.webpush.PushSubscriptions;
import dev.nightjar.webpush.PushTarget;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes subscriptions that have expired, and reminds people to come by before their sign-in ends for want of use: with
 * it would end the alerts, and nobody would know.
 */
@Component
class PushHousekeeping implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(PushHousekeeping.class);
    private static final int MOST_AT_ONCE = 200;

    private final PushSubscriptions subscriptions;
    private final WebPushChannel channel;
    private final Clock clock;

    PushHousekeeping(PushSubscriptions subscriptions, WebPushChannel channel, Clock clock) {
        this.subscriptions = subscriptions;
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "push-housekeeping";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        subscriptions.dropExpired();
        subscriptions.remind(MOST_AT_ONCE).forEach(this::remind);
    }

    private void remind(PushTarget target) {
        long now = clock.millis();
        PushPayload payload = new PushPayload(
                UUID.nameUUIDFromBytes("sign-in".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString(),
                now,
                "Open Nightjar once this week",
                "You have not been there for a while. Unless you open it, this browser is signed out within a week, and"
                        + " alerts no longer reach it.",
                now,
                "/alerts",
                List.of(),
                false);
        try {
            channel.send(target, payload, payload.alert());
        } catch (UncheckedIOException nobody) {
            log.atWarn()
                    .addKeyValue("subscription", target.id())
                    .setCause(nobody)
                    .log("A reminder did not leave");
        }
    }
}
