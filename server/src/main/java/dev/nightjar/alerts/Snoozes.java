package dev.nightjar.alerts;

import dev.nightjar.devices.Devices;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Quiet for a while, of one camera or of all. What was told already is still kept true. */
@Service
public class Snoozes {

    private static final Logger log = LoggerFactory.getLogger(Snoozes.class);

    private static final Duration LONGEST = Duration.ofDays(30);

    private final AlertRules rules;
    private final SnoozeRows rows;
    private final Devices devices;
    private final Clock clock;

    Snoozes(AlertRules rules, SnoozeRows rows, Devices devices, Clock clock) {
        this.rules = rules;
        this.rows = rows;
        this.devices = devices;
        this.clock = clock;
    }

    /** Those of the caller that are not over. */
    @Transactional(readOnly = true)
    public List<Snooze> list(Caller.Person caller) {
        Instant now = now();
        return rows.of(caller.account(), caller.person()).stream()
                .filter(snooze -> snooze.holds(now))
                .toList();
    }

    /**
     * Begins one, in the place of an earlier one of the same camera.
     *
     * @param device null for all cameras
     * @param until null until the caller says
     * @throws ProblemException {@link Problem#INVALID} for a time that is over or more than 30 days away, {@link
     *     Problem#NOT_FOUND} for a camera that is not there
     */
    @Transactional
    public Snooze begin(Caller.Person caller, @Nullable DeviceId device, @Nullable Instant until) {
        Instant now = now();
        if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(LONGEST)))) {
            throw Problem.INVALID
                    .because("Quiet lasts until a time within the next %d days.", LONGEST.toDays())
                    .withField("until");
        }
        if (device != null) {
            devices.get(caller.account(), device);
        }
        return put(caller.account(), caller.person(), new Snooze(device, now, until));
    }

    /** Begins one that is as long. */
    @Transactional
    public Snooze begin(Caller.Person caller, @Nullable DeviceId device, Duration duration) {
        return begin(caller, device, now().plus(duration));
    }

    /** Ends that of the camera, or that of all. Harmless when there is none. */
    @Transactional
    public void end(Caller.Person caller, @Nullable DeviceId device) {
        rows.delete(caller.account(), caller.person(), device);
        logged(caller.account(), caller.person(), "Snooze ended");
    }

    /** As a person said at an alert. */
    Snooze put(AccountId account, PersonId person, Snooze snooze) {
        rules.lock(account, person);
        rows.put(account, person, snooze);
        logged(account, person, "Snooze began");
        return snooze;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static void logged(AccountId account, PersonId person, String what) {
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("person", person)
                .log(what);
    }
}
