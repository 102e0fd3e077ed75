package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.devices.DeviceRecovered;
import dev.nightjar.devices.Trouble;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells a person that a camera is in trouble, and in the same alert that it is over. May be repeated: what is decided the
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

    /** Whether that is settled for the person; otherwise it is to be asked again while the trouble lasts. */
    @Transactional
    public boolean of(PersonId person, Trouble trouble, CameraPlaces.Place place) {
        return rules.lockIfPresent(trouble.account(), person)
                .map(all -> decide(person, trouble, place, all))
                .orElse(true);
    }

    /** Who was told of it is told in the same place that it is over; who was not, hears nothing of it. */
    @Transactional
    public void over(PersonId person, DeviceRecovered recovered, CameraPlaces.Place place) {
        Trouble trouble = recovered.trouble();
        AccountId account = trouble.account();
        rules.lockIfPresent(account, person)
                .ifPresent(all -> alerts.of(account, person, TroubleToTell.subject(trouble))
                        .ifPresent(told -> {
                            String text = TroubleWording.over(recovered, place);
                            write(Optional.of(told), told.saying(content(place, text, false)), all, now());
                        }));
    }

    private boolean decide(PersonId person, Trouble trouble, CameraPlaces.Place place, List<AlertRule> all) {
        List<AlertRule> about = all.stream()
                .filter(rule -> rule.enabled() && rule.what().isTrouble() && rule.watches(trouble.device()))
                .toList();
        Instant now = now();
        List<AlertRule> holding =
                about.stream().filter(rule -> rule.holds(now, place.zone())).toList();
        Optional<StoredAlert> before = alerts.of(trouble.account(), person, TroubleToTell.subject(trouble));
        if (holding.isEmpty() && before.isEmpty()) {
            return about.isEmpty();
        }
        StoredAlert alert = before.orElseGet(() -> fresh(person, trouble, place, now));
        Decision.Why quiet = quiet(person, trouble, now);
        List<UUID> telling = holding.stream()
                .filter(rule -> mayTell(rule, person, trouble, now))
                .map(AlertRule::id)
                .toList();
        StoredAlert decided = quiet == null && !telling.isEmpty()
                ? alert.moved(StoredAlert.State.WAITING, alert.isShown() ? alert.rules() : telling, null, null)
                : alert.moved(
                        StoredAlert.State.HELD, alert.rules(), null, quiet == null ? Decision.Why.COOLDOWN : quiet);
        String text = TroubleWording.begun(trouble, place);
        write(before, decided.saying(content(place, text, true)), all, now);
        return decided.isShown();
    }

    private Decision.@Nullable Why quiet(PersonId person, Trouble trouble, Instant now) {
        boolean snoozed = snoozes.of(trouble.account(), person).stream()
                .anyMatch(snooze -> snooze.isOf(trouble.device()) && snooze.holds(now));
        return snoozed ? Decision.Why.SNOOZED : null;
    }

    /** One that comes and goes is told once in a while only. */
    private boolean mayTell(AlertRule rule, PersonId person, Trouble trouble, Instant now) {
        AlertRows.About about =
                new AlertRows.About(StoredAlert.Kind.TROUBLE, trouble.device(), TroubleToTell.subject(trouble), now);
        Past past = alerts.past(trouble.account(), person, rule, about, now);
        return past.happened().isEmpty() && past.lastHour() < rule.perHour();
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

    private static StoredAlert.Content content(CameraPlaces.Place place, String text, boolean holds) {
        return StoredAlert.Content.of(place.camera(), text, holds);
    }

    private static StoredAlert fresh(PersonId person, Trouble trouble, CameraPlaces.Place place, Instant now) {
        return new StoredAlert(
                trouble.account(),
                new AlertId(Generators.timeBasedEpochGenerator().generate()),
                person,
                TroubleToTell.subject(trouble),
                StoredAlert.Kind.TROUBLE,
                null,
                trouble.device(),
                List.of(),
                null,
                StoredAlert.State.HELD,
                null,
                trouble.since(),
                null,
                0,
                content(place, "", true),
                now,
                null);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
