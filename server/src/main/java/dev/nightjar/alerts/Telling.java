package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides what a person is told of an event, and has it brought. May be repeated: what is decided the same changes nothing. */
@Service
class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    private final AlertRules rules;
    private final SnoozeRows snoozes;
    private final AlertRows alerts;
    private final Summaries summaries;
    private final AlertNews news;
    private final Clock clock;

    Telling(AlertRules rules, SnoozeRows snoozes, AlertRows alerts, Summaries summaries, AlertNews news, Clock clock) {
        this.rules = rules;
        this.snoozes = snoozes;
        this.alerts = alerts;
        this.summaries = summaries;
        this.news = news;
        this.clock = clock;
    }

    /** The alert's subject for an event. */
    static String subject(Happening happening) {
        return "event/" + happening.event();
    }

    /**
     * Decides anew by what is known now.
     *
     * @param place where it happened, and by which clock
     */
    @Transactional
    public void of(AccountId account, PersonId person, Happening happening, CameraPlaces.Place place) {
        rules.lockIfPresent(account, person).ifPresent(all -> decide(account, person, happening, place, all));
    }

    private void decide(
            AccountId account, PersonId person, Happening happening, CameraPlaces.Place place, List<AlertRule> all) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<AlertRule> about = Matching.of(all, happening, place.zone());
        Optional<StoredAlert> before = alerts.of(account, person, subject(happening));
        if (about.isEmpty() && before.isEmpty()) {
            return;
        }
        Map<AlertRule, Past> past = new HashMap<>();
        Decision decision = Decision.of(
                about,
                happening,
                snoozes.of(account, person),
                rule -> past.computeIfAbsent(rule, each -> alerts.past(account, person, each, about(happening), now)),
                counted(before, all),
                now);
        StoredAlert alert = before.orElseGet(() -> fresh(account, person, happening, place, now));
        StoredAlert decided = decided(alert, decision, now, place.zone()).saying(content(happening, place, decision));
        write(before, decided, all, now);
    }

    private void write(Optional<StoredAlert> before, StoredAlert alert, List<AlertRule> all, Instant now) {
        if (before.isEmpty() || !before.get().equals(alert)) {
            alerts.put(alert);
            log.atInfo()
                    .addKeyValue("alert", alert.id())
                    .addKeyValue("event", alert.event())
                    .addKeyValue("person", alert.person())
                    .addKeyValue("state", AlertRowMapper.text(alert.state()))
                    .addKeyValue("heldFor", alert.heldFor() == null ? "" : AlertRowMapper.text(alert.heldFor()))
                    .addKeyValue("version", alert.version())
                    .log("Alert decided");
        }
        Stream.of(before.map(StoredAlert::summary), Optional.ofNullable(alert.summary()))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(summary -> summaries.count(alert.account(), summary, all, now));
        news.tell(before, alert, channels(alert, all), now);
    }

    /** What the decision makes of it; what arrived already is told on. */
    private StoredAlert decided(StoredAlert alert, Decision decision, Instant now, ZoneId zone) {
        return switch (decision) {
            case Decision.Tell tell ->
                alert.moved(
                        StoredAlert.State.WAITING,
                        together(alert, tell.rules().stream().map(AlertRule::id).toList()),
                        null,
                        null);
            case Decision.Count _ when alert.state() == StoredAlert.State.TOLD -> alert;
            case Decision.Count count -> {
                AlertId summary = summaries.of(alert, count.rule(), now, zone);
                yield alert.moved(
                        StoredAlert.State.COUNTED, List.of(count.rule().id()), summary, null);
            }
            case Decision.Hold hold -> alert.moved(StoredAlert.State.HELD, alert.rules(), null, hold.why());
            case Decision.Nothing _ -> alert.moved(StoredAlert.State.HELD, alert.rules(), null, Decision.Why.NOTHING);
        };
    }

    /** A rule that told it spent its cooldown, whatever comes later. */
    private static List<UUID> together(StoredAlert alert, List<UUID> telling) {
        if (alert.state() != StoredAlert.State.TOLD) {
            return telling;
        }
        return Stream.concat(alert.rules().stream(), telling.stream())
                .distinct()
                .toList();
    }

    private static List<AlertRule> counted(Optional<StoredAlert> before, List<AlertRule> all) {
        return before.filter(alert -> alert.state() == StoredAlert.State.COUNTED).stream()
                .flatMap(alert -> all.stream().filter(rule -> alert.rules().contains(rule.id())))
                .toList();
    }

    private static AlertRows.About about(Happening happening) {
        return new AlertRows.About(StoredAlert.Kind.EVENT, happening.device(), subject(happening), happening.at());
    }

    private static StoredAlert.Content content(Happening happening, CameraPlaces.Place place, Decision decision) {
        return new StoredAlert.Content(
                place.camera(),
                Wording.text(happening, place.camera()),
                Wording.correction(happening),
                !happening.hasEnded(),
                !(decision instanceof Decision.Nothing),
                happening.picture(),
                happening.clip());
    }

    private static StoredAlert fresh(
            AccountId account, PersonId person, Happening happening, CameraPlaces.Place place, Instant now) {
        return new StoredAlert(
                account,
                new AlertId(Generators.timeBasedEpochGenerator().generate()),
                person,
                subject(happening),
                StoredAlert.Kind.EVENT,
                happening.event(),
                happening.device(),
                happening.session(),
                List.of(),
                null,
                StoredAlert.State.HELD,
                null,
                happening.at(),
                null,
                0,
                StoredAlert.Content.of(place.camera(), "", true),
                now,
                null);
    }

    /** By which the rules that tell it want it brought. */
    static Set<ChannelKind> channels(StoredAlert alert, List<AlertRule> all) {
        Set<ChannelKind> kinds = EnumSet.noneOf(ChannelKind.class);
        all.stream().filter(rule -> alert.rules().contains(rule.id())).forEach(rule -> kinds.addAll(rule.channels()));
        return kinds;
    }
}
