package dev.nightjar;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says in the log when the program is not ready to work and what it lacks, and when that is over. */
@Component
class ReadinessLog {

    private static final Logger log = LoggerFactory.getLogger(ReadinessLog.class);
    private static final int EVERY_MILLISECONDS = 30_000;

    private static final String START = "readinessState";

    private final HealthEndpoint health;
    private Set<String> lackedBefore = Set.of();

    ReadinessLog(HealthEndpoint health) {
        this.health = health;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = EVERY_MILLISECONDS, initialDelay = EVERY_MILLISECONDS)
    synchronized void look() {
        Set<String> lacks = lacks();
        if (lacks.equals(lackedBefore)) {
            return;
        }
        lackedBefore = lacks;
        if (lacks.isEmpty()) {
            log.info("Ready again");
        } else {
            log.atError().addKeyValue("lacks", lacks).log("Not ready");
        }
    }

    private Set<String> lacks() {
        HealthDescriptor readiness = health.healthForPath("readiness");
        if (!(readiness instanceof CompositeHealthDescriptor parts)) {
            return Set.of();
        }
        return Objects.requireNonNullElse(parts.getComponents(), Map.<String, HealthDescriptor>of()).entrySet().stream()
                // that the program starts or stops is said elsewhere
                .filter(part -> !part.getKey().equals(START))
                .filter(part -> !part.getValue().getStatus().equals(Status.UP))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
