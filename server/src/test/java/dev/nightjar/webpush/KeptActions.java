package dev.nightjar.webpush;

import dev.nightjar.alerts.AlertActions;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Alerts of people, and what they did about them. */
@TestComponent
@Primary
class KeptActions implements AlertActions {

    private final Map<AlertId, PersonId> owners = new ConcurrentHashMap<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Clock clock;

    KeptActions(Clock clock) {
        this.clock = clock;
    }

    void give(PersonId person, AlertId alert) {
        owners.put(alert, person);
    }

    List<String> done() {
        return done;
    }

    @Override
    public void falseAlarm(AccountId account, PersonId person, AlertId alert) {
        check(person, alert);
        done.add("false alarm " + alert);
    }

    @Override
    public Instant snooze(AccountId account, PersonId person, AlertId alert, Duration duration) {
        check(person, alert);
        done.add("snooze %s %s".formatted(duration, alert));
        return clock.instant().plus(duration);
    }

    private void check(PersonId person, AlertId alert) {
        if (!person.equals(owners.get(alert))) {
            throw Problem.NOT_FOUND.because("There is no such alert.");
        }
    }
}
