package dev.nightjar.alerts;

import dev.nightjar.accounts.Accounts;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.plans.Plans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells whoever runs the server that a part of it does not work, by the rules they have for cameras in trouble, and when it does again. */
@Component
class ServerTroubles {

    /** What passes within that time is not told. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int EVERY_MILLISECONDS = 30_000;

    /** @param over without its full stop: how long it was follows */
    private record Words(String begun, String over) {}

    private static final Words VISION = new Words(
            "The vision model does not answer; clips are told in the detector's words. Look at its server.",
            "The vision model answers again");

    /** By the name of what Actuator asks. */
    private static final Map<String, Words> PARTS = Map.of(
            "room",
            new Words(
                    "The server's disk is nearly full. Make room, or clips can no longer be kept.",
                    "The server's disk has room again"),
            "clips",
            new Words("Clips cannot be stored. Look at where the server keeps them.", "Clips can be stored again"),
            "backlog",
            new Words(
                    "Clips wait for more than ten minutes until they are looked at. The server has too much to do.",
                    "The server has caught up"),
            "model",
            new Words("The model that looks at clips is missing. Build Nightjar anew.", "The model is there again"),
            "visionModel",
            VISION,
            "broker",
            new Words(
                    "The queue between the server and its workers cannot be reached; clips wait. Look at the broker.",
                    "The queue is reached again"),
            "workers",
            new Words(
                    "Clips wait for more than ten minutes for a worker. Start more of them, or look at their logs.",
                    "Workers look at clips in time again"),
            "workersVision",
            VISION,
            "telegram",
            new Words("Telegram cannot be read. Look at the bot's token in the settings.", "Telegram is read again"));

    private final HealthEndpoint health;
    private final ServerTroubleRows rows;
    private final Accounts accounts;
    private final Plans plans;
    private final TroubleTelling telling;
    private final Clock clock;

    ServerTroubles(
            HealthEndpoint health,
            ServerTroubleRows rows,
            Accounts accounts,
            Plans plans,
            TroubleTelling telling,
            Clock clock) {
        this.health = health;
        this.rows = rows;
        this.accounts = accounts;
        this.plans = plans;
        this.telling = telling;
        this.clock = clock;
    }

    /** Each node looks at itself. */
    @Scheduled(fixedDelay = EVERY_MILLISECONDS, initialDelay = EVERY_MILLISECONDS)
    void look() {
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
            Instant since = rows.found(part, now);
            if (!since.plus(PATIENCE).isAfter(now)) {
                Tell begun = (account, person, matter) -> telling.of(account, person, () -> Optional.of(matter));
                tell(part, since, words.begun(), begun);
            }
            return;
        }
        rows.endedNow(part, now).ifPresent(since -> {
            String over = "%s, after %s.".formatted(words.over(), TroubleWording.length(Duration.between(since, now)));
            tell(part, since, over, (account, person, matter) -> telling.over(person, matter));
        });
        rows.end(part, now);
    }

    private void tell(String part, Instant since, String text, Tell how) {
        String subject = "server/%s/%d".formatted(part, since.toEpochMilli());
        accounts.operators()
                .forEach((person, account) -> how.tell(
                        account,
                        person,
                        new Matter(account, null, subject, since, "Nightjar", text, plans.zone(account))));
    }

    private interface Tell {

        void tell(AccountId account, PersonId person, Matter matter);
    }
}
