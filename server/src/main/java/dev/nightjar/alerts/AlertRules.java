package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each person wants to be told. Who never said has rules to begin with. */
@Service
public class AlertRules {

    private static final Logger log = LoggerFactory.getLogger(AlertRules.class);

    private static final int MOST = 20;

    private final AlertPeople people;
    private final RuleRows rows;
    private final Devices devices;
    private final Clock clock;

    AlertRules(AlertPeople people, RuleRows rows, Devices devices, Clock clock) {
        this.people = people;
        this.rows = rows;
        this.devices = devices;
        this.clock = clock;
    }

    /** The caller's rules, in the order in which they were made. */
    @Transactional
    public List<AlertRule> list(Caller.Person caller) {
        return of(caller.account(), caller.person());
    }

    /**
     * Adds a rule; what is not said of it is as with the rule that tells of people.
     *
     * @throws ProblemException {@link Problem#INVALID} or {@link Problem#TOO_MANY_RULES}
     */
    @Transactional
    public AlertRule add(Caller.Person caller, RuleChange said) {
        List<AlertRule> present = locked(caller);
        if (present.size() >= MOST) {
            throw Problem.TOO_MANY_RULES
                    .because("There are %d rules, the most there can be. Change one, or delete one first.", MOST)
                    .withLimit(MOST);
        }
        AlertRule rule = said.of(AlertRule.about(newId(), What.PERSON));
        checkCameras(caller.account(), rule);
        rows.add(caller.account(), caller.person(), rule);
        logged(caller, rule.id(), "Alert rule added");
        return rule;
    }

    /**
     * Changes a rule of the caller.
     *
     * @throws ProblemException {@link Problem#NOT_FOUND} or {@link Problem#INVALID}
     */
    @Transactional
    public AlertRule change(Caller.Person caller, UUID id, RuleChange change) {
        AlertRule before = locked(caller).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(AlertRules::notFound);
        AlertRule rule = change.of(before);
        if (change.deviceIds() != null) {
            checkCameras(caller.account(), rule);
        }
        rows.change(caller.account(), caller.person(), rule);
        logged(caller, id, "Alert rule changed");
        return rule;
    }

    /** Deletes a rule of the caller, or throws {@link Problem#NOT_FOUND}. */
    @Transactional
    public void delete(Caller.Person caller, UUID id) {
        if (!rows.delete(caller.account(), caller.person(), id)) {
            throw notFound();
        }
        logged(caller, id, "Alert rule deleted");
    }

    /** A person's rules; made where there never were any. In a transaction of the caller's. */
    List<AlertRule> of(AccountId account, PersonId person) {
        addFirst(account, person);
        return rows.of(account, person);
    }

    private void addFirst(AccountId account, PersonId person) {
        if (people.add(account, person, Instant.ofEpochMilli(clock.millis()))) {
            rows.add(account, person, AlertRule.about(newId(), What.PEOPLE));
            rows.add(account, person, AlertRule.about(newId(), What.TROUBLE));
        }
    }

    /** Lets nobody else change what the person has here; throws {@link Problem#NOT_FOUND} for who does not belong. */
    void lock(AccountId account, PersonId person) {
        addFirst(account, person);
        if (!people.lock(account, person)) {
            throw Problem.NOT_FOUND.because("You do not belong to this account any more.");
        }
    }

    /** As {@link #lock}; the person's rules, or nothing for who does not belong. */
    Optional<List<AlertRule>> lockIfPresent(AccountId account, PersonId person) {
        addFirst(account, person);
        return people.lock(account, person) ? Optional.of(rows.of(account, person)) : Optional.empty();
    }

    private List<AlertRule> locked(Caller.Person caller) {
        lock(caller.account(), caller.person());
        return rows.of(caller.account(), caller.person());
    }

    private void checkCameras(AccountId account, AlertRule rule) {
        List<DeviceId> wanted = rule.deviceIds();
        if (wanted == null) {
            return;
        }
        Set<DeviceId> present =
                devices.list(account).items().stream().map(Device::id).collect(Collectors.toSet());
        if (!present.containsAll(wanted)) {
            throw Problem.INVALID.because("There is no such camera.").withField("deviceIds");
        }
    }

    private static UUID newId() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    private static void logged(Caller.Person caller, UUID rule, String what) {
        log.atInfo()
                .addKeyValue("account", caller.account())
                .addKeyValue("person", caller.person())
                .addKeyValue("rule", rule)
                .log(what);
    }

    private static RuntimeException notFound() {
        return Problem.NOT_FOUND.because("There is no such rule.");
    }
}
