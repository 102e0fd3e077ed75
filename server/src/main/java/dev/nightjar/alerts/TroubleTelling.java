package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a person that a camera, or the server, is in trouble, and in the same alert that it is over. May be repeated: what is decided the
 * same changes nothing.
 */
@Service
class TroubleTelling {

    private static final Logger log = LoggerFactory.getLogger(TroubleTelling.class);

    private final AlertRules rules;
    private final SnoozeRows snoozes;
    private final AlertRows alerts;
    private final AlertNews news;
    private final Clock clock;

    TroubleTelling(AlertRules rules, SnoozeRows snoozes, AlertRows alerts, AlertNews news, Clock clock) {
        this.rules = rules;
        this.snoozes = snoozes;
        this.alerts = alerts;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Whether that is settled for the person; otherwise it is to be asked again while the trouble lasts.
     *
     * @param current the trouble as it is, nothing when it is over: asked once nobody else decides for the person, so that what
     *     ended meanwhile is not told after its end
     */
    @Transactional
    public boolean of(AccountId account, PersonId person, Supplier<Optional<Matter>> current) {
        return rules.lockIfPresent(account, person)
                .flatMap(all -> current.get().map(matter -> decide(person, matter, all)))
                .orElse(true);
    }

    /** Who was told of it is told in the same place that it is over; who was not, hears nothing of it. */
    @Transactional
    public void over(PersonId person, Matter matter) {
        rules.lockIfPresent(matter.account(), person)
                .ifPresent(all -> alerts.of(matter.account(), person, matter.subject())
                        .ifPresent(told -> write(Optional.of(told), told.saying(content(matter, false)), all, now())));
    }

    private boolean decide(PersonId person, Matter matter, List<AlertRule> all) {
        List<AlertRule> about = all.stream().filter(matter::isOf).toList();
        Instant now = now();
        List<AlertRule> holding =
                about.stream().filter(rule -> rule.holds(now, matter.zone())).toList();
        Optional<StoredAlert> before = alerts.of(matter.account(), person, matter.subject());
        if (holding.isEmpty() && before.isEmpty()) {
            return about.isEmpty();
        }
        StoredAlert alert = before.orElseGet(() -> fresh(person, matter, now));
        StoredAlert decided = isQuiet(person, matter, now)
                ? held(alert, Decision.Why.SNOOZED)
                : told(alert, ready(person, matter, holding, now));
        write(before, decided.saying(content(matter, true)), all, now);
        return decided.isShown();
    }

    private static StoredAlert told(StoredAlert alert, List<UUID> ready) {
        if (ready.isEmpty()) {
            return held(alert, Decision.Why.COOLDOWN);
        }
        return alert.moved(StoredAlert.State.WAITING, alert.isShown() ? alert.rules() : ready, null, null);
    }

    private static StoredAlert held(StoredAlert alert, Decision.Why why) {
        return alert.moved(StoredAlert.State.HELD, alert.rules(), null, why);
    }

    private boolean isQuiet(PersonId person, Matter matter, Instant now) {
        return snoozes.of(matter.account(), person).stream()
                .anyMatch(snooze -> snooze.isOf(matter.device()) && snooze.holds(now));
    }

    /** One that comes and goes is told once in a while only. */
    private List<UUID> ready(PersonId person, Matter matter, List<AlertRule> holding, Instant now) {
        AlertRows.About about = new AlertRows.About(StoredAlert.Kind.TROUBLE, matter.device(), matter.subject(), now);
        return holding.stream()
                .filter(rule -> {
                    Past past = alerts.past(matter.account(), person, rule, about, now);
                    return past.happened().isEmpty() && past.lastHour() < rule.perHour();
                })
                .map(AlertRule::id)
                .toList();
    }

    private void write(Optional<StoredAlert> before, StoredAlert alert, List<AlertRule> all, Instant now) {
        if (before.isEmpty() || !before.get().equals(alert)) {
            alerts.put(alert);
            log.atInfo()
                    .addKeyValue("alert", alert.id())
                    .addKeyValue("device", alert.device())
                    .addKeyValue("person", alert.person())
                    .addKeyValue("state", AlertRowMapper.text(alert.state()))
                    .addKeyValue("version", alert.version())
                    .log("Alert of trouble decided");
        }
        news.tell(before, alert, Telling.channels(alert, all), now);
    }

    private static StoredAlert.Content content(Matter matter, boolean holds) {
        return StoredAlert.Content.of(matter.title(), matter.text(), holds);
    }

    private static StoredAlert fresh(PersonId person, Matter matter, Instant now) {
        return new StoredAlert(
                matter.account(),
                new AlertId(Generators.timeBasedEpochGenerator().generate()),
                person,
                matter.subject(),
                StoredAlert.Kind.TROUBLE,
                null,
                matter.device(),
                null,
                List.of(),
                null,
                StoredAlert.State.HELD,
                null,
                matter.since(),
                null,
                0,
                StoredAlert.Content.of(matter.title(), "", true),
                now,
                null);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
