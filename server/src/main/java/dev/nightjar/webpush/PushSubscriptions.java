package dev.nightjar.webpush;

import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which browsers show a person the alerts of an account. One ends with the sign-in by which it subscribed, in whatever
 * way that ends; who is about to be signed out for not having been there is told before.
 */
@Service
public class PushSubscriptions {

    private static final Logger log = LoggerFactory.getLogger(PushSubscriptions.class);
    private static final int MOST_PER_PERSON = 10;
    private static final Duration REMIND_BEFORE = Duration.ofDays(7);

    private final PushSubscriptionRows rows;
    private final Clock clock;

    PushSubscriptions(PushSubscriptionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** The caller's own in the account, in the order in which they came. */
    public List<PushSubscription> list(Caller.Person caller) {
        return rows.list(caller.account(), caller.person(), caller.signIn(), clock.instant());
    }

    /** Those of a person in an account, in the order in which they came. */
    public List<PushSubscription> list(AccountId account, PersonId person) {
        return rows.list(account, person, null, clock.instant());
    }

    /**
     * Subscribes the caller's browser, or renews what it subscribed before; whatever was wrong with that is over. Throws
     * {@code TOO_MANY_BROWSERS} when ten others work.
     */
    @Transactional
    public PushSubscription put(Caller.Person caller, NewPushSubscription said) {
        rows.lock(caller.person());
        Optional<UUID> known = rows.find(caller, said.endpoint());
        UUID id = known.orElseGet(() -> Generators.timeBasedEpochGenerator().generate());
        rows.makeRoom(id, caller.signIn(), said.endpoint());
        if (known.isEmpty()) {
            checkRoom(caller.person());
        }
        rows.put(id, caller, said, clock.instant());
        log.atInfo()
                .addKeyValue("account", caller.account())
                .addKeyValue("person", caller.person())
                .addKeyValue("subscription", id)
                .log(known.isEmpty() ? "Browser subscribed" : "Browser's subscription renewed");
        return list(caller).stream()
                .filter(subscription -> subscription.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.INVALID.because("The subscription has expired already."));
    }

    /** Ends one of the caller's. Throws {@code NOT_FOUND} when there is none. */
    @Transactional
    public void remove(Caller.Person caller, UUID id) {
        if (!rows.remove(caller, id)) {
            throw Problem.NOT_FOUND.because("No such browser shows your alerts.");
        }
        log.atInfo()
                .addKeyValue("account", caller.account())
                .addKeyValue("subscription", id)
                .log("Browser's subscription removed");
    }

    /** What it takes to send something there, or nothing when it is no longer subscribed. */
    public Optional<PushTarget> target(UUID id) {
        return rows.target(id, clock.instant());
    }

    /** Its push service has taken something for it. */
    @Transactional
    public void sent(PushTarget target) {
        rows.sent(target, clock.instant());
    }

    /** Nothing arrives there until its browser renews it; its owner reads why. */
    @Transactional
    public void troubled(PushTarget target, String why) {
        if (rows.troubled(target, why)) {
            log.atWarn().addKeyValue("subscription", target.id()).log("Browser's subscription is in trouble");
        }
    }

    /** Nothing will ever arrive there again. */
    @Transactional
    public void forget(PushTarget target) {
        rows.forget(target);
        log.atInfo().addKeyValue("subscription", target.id()).log("Browser's subscription has ended");
    }

    /** Deletes what its browser said would end by now. */
    @Transactional
    public void dropExpired() {
        rows.dropExpired(clock.instant());
    }

    /** Some whose sign-in ends within a week unless somebody comes by; each is given once for that. */
    @Transactional
    public List<PushTarget> remind(int most) {
        Instant now = clock.instant();
        return rows.remind(now, now.plus(REMIND_BEFORE), most);
    }

    private void checkRoom(PersonId person) {
        if (rows.count(person) >= MOST_PER_PERSON) {
            rows.dropTroubled(person);
        }
        if (rows.count(person) >= MOST_PER_PERSON) {
            throw Problem.TOO_MANY_BROWSERS.because(
                    "Alerts go to %d of your browsers already, the most there can be. Remove one of them first.",
                    MOST_PER_PERSON);
        }
    }
}
