package dev.nightjar.webpush.internal;

import com.interaso.webpush.WebPush;
import dev.nightjar.alerts.Address;
import dev.nightjar.alerts.AlertMessage;
import dev.nightjar.alerts.Channel;
import dev.nightjar.alerts.ChannelKind;
import dev.nightjar.alerts.Delivery;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.webpush.PushSubscriptions;
import dev.nightjar.webpush.PushTarget;
import dev.nightjar.webpush.internal.PushEndpoints.NotPublicException;
import dev.nightjar.webpush.internal.PushSender.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Browsers that subscribed. */
@Component
class WebPushChannel implements Channel {

    private static final int TOO_LARGE = 413;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final PushSubscriptions subscriptions;
    private final PushSender sender;

    WebPushChannel(PushSubscriptions subscriptions, PushSender sender) {
        this.subscriptions = subscriptions;
        this.sender = sender;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.PUSH;
    }

    @Override
    public List<Address> addresses(AccountId account, PersonId person) {
        return subscriptions.list(account, person).stream()
                .map(one -> new Address(one.id(), ChannelKind.PUSH, one.name(), one.trouble()))
                .toList();
    }

    @Override
    public String service(UUID address) {
        return subscriptions
                .target(address)
                .map(target -> URI.create(target.endpoint()).getHost())
                .orElseGet(() -> kind().name());
    }

    @Override
    public Delivery deliver(UUID address, AlertMessage message, @Nullable String reference) {
        Optional<PushTarget> target = subscriptions.target(address);
        if (target.isEmpty()) {
            return new Delivery.Gone("The browser is no longer subscribed.");
        }
        // the tag is the same for all of an alert: the alert itself is what finds it again
        return send(target.get(), PushPayload.of(message), message.alert().toString());
    }

    /** Sends anything that a browser is to show. */
    Delivery send(PushTarget target, PushPayload payload, String reference) {
        try {
            String topic = reference.replace("-", "");
            WebPush.Urgency urgency = payload.silent() ? WebPush.Urgency.Normal : WebPush.Urgency.High;
            Answer answer = sender.send(target, payload, topic, urgency);
            if (answer.status() == TOO_LARGE) {
                answer = sender.send(target, payload.shorter(), topic, urgency);
            }
            return outcome(target, answer, reference);
        } catch (UncheckedIOException nobody) {
            if (nobody.getCause() instanceof NotPublicException) {
                return trouble(target, "Its push service can no longer be used. Turn alerts off and on there.");
            }
            throw nobody;
        }
    }

    private Delivery outcome(PushTarget target, Answer answer, String reference) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            subscriptions.sent(target);
            return new Delivery.Sent(reference);
        }
        if (status == 404 || status == 410) {
            subscriptions.forget(target);
            return new Delivery.Gone("The browser has ended its subscription.");
        }
        if (status == TOO_LARGE) {
            return new Delivery.Refused("The push service finds it too large.");
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Delivery.Later(wait(answer.retryAfter()));
        }
        return trouble(
                target,
                "Its push service refuses what is sent (%d). Open Nightjar there to renew it.".formatted(status));
    }

    private Delivery trouble(PushTarget target, String why) {
        subscriptions.troubled(target, why);
        return new Delivery.Refused(why);
    }

    private static Duration wait(@Nullable Duration asked) {
        if (asked == null) {
            return USUAL_WAIT;
        }
        return asked.compareTo(SHORTEST_WAIT) < 0
                ? SHORTEST_WAIT
                : asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
