package dev.nightjar.alerts;

import dev.nightjar.accounts.Members;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.jobs.Recurring;
import dev.nightjar.plans.Plans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Tells whoever runs the server that a part of it does not work, by the rules they have for cameras in trouble, and when it does again. */
@Component
class ServerTroubles implements Recurring {

    /** What passes within that time is not told. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private record Words(String begun, String over) {}

    /** By the name of what Actuator asks. */
    private static final Map<String, Words> PARTS = Map.of(
            "diskSpace",
            new Words(
                    "The server's disk is nearly full. Make room, or clips can no longer be kept.",
                    "The server's disk has room again."),
            "clips",
            new Words("Clips cannot be stored. Look at where the server keeps them.", "Clips can be stored again."),
            "backlog",
            new Words(
                    "Clips wait for more than ten minutes until they are looked at. The server has too much to do.",
                    "The server has caught up."),
            "model",
            new Words("The model that looks at clips is missing. Build Nightjar anew.", "The model is there again."),
            "visionModel",
            new Words(
                    "The vision model does not answer; clips are told in the detector's words. Look at its server.",
                    "The vision model answers again."),
            "telegram",
            new Words("Telegram cannot be read. Look at the bot's token in the settings.", "Telegram is read again."),
            "queue",
            new Words("The message queue is away; clips wait to be looked at.", "The message queue is back."));

    private final HealthEndpoint health;
    private final ServerTroubleRows rows;
    private final Members members;
    private final Plans plans;
    private final TroubleTelling telling;
    private final Clock clock;

    ServerTroubles(
            HealthEndpoint health,
            ServerTroubleRows rows,
            Members members,
            Plans plans,
            TroubleTelling telling,
            Clock clock) {
        this.health = health;
        this.rows = rows;
        this.members = members;
        this.plans = plans;
        this.telling = telling;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "server-troubles";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        if (health.health() instanceof CompositeHealthDescriptor all) {
            Objects.requireNonNullElse(all.getComponents(), Map.<String, HealthDescriptor>of())
                    .forEach((part, state) -> look(part, state.getStatus().equals(Status.UP)));
        }
    }

    private void look(String part, boolean up) {
        Words words = PARTS.get(part);
        if (words == null) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        if (!up) {
            Instant since = rows.begin(part, now);
            if (!since.plus(PATIENCE).isAfter(now)) {
                tell(part, since, words.begun(), telling::of);
            }
            return;
        }
        rows.find(part).ifPresent(since -> {
            tell(part, since, words.over(), telling::over);
            rows.end(part);
        });
    }

    private void tell(String part, Instant since, String text, BiConsumer<PersonId, Matter> how) {
        String subject = "server/%s/%d".formatted(part, since.toEpochMilli());
        members.operators()
                .forEach((person, account) -> how.accept(
                        person, new Matter(account, null, subject, since, "Nightjar", text, plans.zone(account))));
    }
}
