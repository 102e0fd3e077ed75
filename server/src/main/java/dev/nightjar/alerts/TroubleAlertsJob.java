package dev.nightjar.alerts;

import dev.nightjar.accounts.Members;
import dev.nightjar.devices.DeviceRecovered;
import dev.nightjar.devices.Trouble;
import dev.nightjar.devices.Troubles;
import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Jobs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Decides who is told that a camera is in trouble, as it is when the job runs, or that it is over. Whom it is not told
 * now, because they want quiet, is told later if it still lasts.
 */
@Component
class TroubleAlertsJob implements Job<TroubleToTell> {

    /** While a cooldown may be what holds it, it is asked again soon; a schedule or a snooze may hold it for days. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final int SOON_ROUNDS = 10;
    private static final Duration LATER = Duration.ofMinutes(5);

    private final Troubles troubles;
    private final Members members;
    private final CameraPlaces places;
    private final TroubleTelling telling;
    private final Jobs jobs;

    TroubleAlertsJob(Troubles troubles, Members members, CameraPlaces places, TroubleTelling telling, Jobs jobs) {
        this.troubles = troubles;
        this.members = members;
        this.places = places;
        this.telling = telling;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "trouble-alerts";
    }

    @Override
    public Class<TroubleToTell> payload() {
        return TroubleToTell.class;
    }

    /** As what is told of events. */
    @Override
    public String lane() {
        return EventAlertsJob.LANE;
    }

    @Override
    public Map<String, String> about(TroubleToTell due) {
        return Map.of("device", due.trouble().device().toString());
    }

    @Override
    public void run(TroubleToTell due) {
        DeviceRecovered recovered = due.recovered();
        Trouble trouble = due.trouble();
        if (recovered == null) {
            tell(trouble, due.round());
            return;
        }
        Matter over = matter(trouble, place -> TroubleWording.over(recovered, place));
        members.people(trouble.account()).forEach(person -> telling.over(person, over));
    }

    private void tell(Trouble trouble, int round) {
        long waiting = members.people(trouble.account()).stream()
                .filter(person -> !telling.of(trouble.account(), person, () -> asItIs(trouble)))
                .count();
        if (waiting > 0) {
            String id = "%s/%d".formatted(TroubleToTell.subject(trouble), round + 1);
            jobs.scheduleIn(this, id, new TroubleToTell(trouble, round + 1, null), wait(round));
        }
    }

    private Matter matter(Trouble trouble, Function<CameraPlaces.Place, String> words) {
        CameraPlaces.Place place = places.of(trouble.account(), trouble.device());
        return new Matter(
                trouble.account(),
                trouble.device(),
                TroubleToTell.subject(trouble),
                trouble.since(),
                place.camera(),
                words.apply(place),
                place.zone());
    }

    private static Duration wait(int round) {
        return round < SOON_ROUNDS ? SOON : LATER;
    }

    /** Nothing when it ended meanwhile. */
    private Optional<Matter> asItIs(Trouble trouble) {
        String subject = TroubleToTell.subject(trouble);
        return troubles.of(trouble.account()).stream()
                .filter(open -> TroubleToTell.subject(open).equals(subject))
                .findFirst()
                .map(open -> matter(open, place -> TroubleWording.begun(open, place)));
    }
}
