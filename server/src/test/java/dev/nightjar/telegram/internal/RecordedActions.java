package dev.nightjar.telegram.internal;

import dev.nightjar.alerts.AlertActions;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Keeps what was done about alerts. */
@TestComponent
@Primary
class RecordedActions implements AlertActions {

    final List<String> done = new CopyOnWriteArrayList<>();
    final Set<AlertId> gone = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    RecordedActions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void falseAlarm(AccountId account, PersonId person, AlertId alert) {
        check(alert);
        done.add("%s false alarm %s".formatted(person, alert));
    }

    @Override
    public Instant snooze(AccountId account, PersonId person, AlertId alert, Duration duration) {
        check(alert);
        done.add("%s snooze %s %s".formatted(person, duration, alert));
        return clock.instant().plus(duration);
    }

    private void check(AlertId alert) {
        if (gone.contains(alert)) {
            throw Problem.NOT_FOUND.because("There is no such alert.");
        }
    }
}
