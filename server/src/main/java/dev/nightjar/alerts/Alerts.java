package dev.nightjar.alerts;

import dev.nightjar.events.EventReview;
import dev.nightjar.events.Feedback;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people were told, and what they do about it. Each sees their own only. */
@Service
public class Alerts implements AlertActions {

    private final AlertRows rows;
    private final Snoozes snoozes;
    private final EventReview review;
    private final Clock clock;

    Alerts(AlertRows rows, Snoozes snoozes, EventReview review, Clock clock) {
        this.rows = rows;
        this.snoozes = snoozes;
        this.review = review;
        this.clock = clock;
    }

    /** The caller's, newest first. */
    @Transactional(readOnly = true)
    public AlertList list(Caller.Person caller, Cursor before, int limit) {
        List<StoredAlert> found = rows.shown(caller.account(), caller.person(), before, limit + 1, now());
        List<Alert> items = found.stream().limit(limit).map(Alert::of).toList();
        if (found.size() <= limit) {
            return new AlertList(items, null);
        }
        StoredAlert last = found.get(limit - 1);
        return new AlertList(items, new Cursor(last.madeAt(), last.id().value()).text());
    }

    /** One of the caller's, or {@link Problem#NOT_FOUND}. */
    @Transactional(readOnly = true)
    public Alert get(Caller.Person caller, AlertId id) {
        return Alert.of(own(caller.account(), caller.person(), id));
    }

    /** Throws {@link Problem#WRONG_STATE} for an alert that tells of no event. */
    @Override
    @Transactional
    public void falseAlarm(AccountId account, PersonId person, AlertId alert) {
        EventId event = own(account, person, alert).event();
        if (event == null) {
            throw Problem.WRONG_STATE.because("This alert tells of no event.");
        }
        review.giveFeedback(account, event, new Feedback(Feedback.Thumb.DOWN, Feedback.Reason.FALSE_ALARM, null));
    }

    /** Of all cameras, for an alert that tells of none. */
    @Override
    @Transactional
    public Instant snooze(AccountId account, PersonId person, AlertId alert, Duration duration) {
        StoredAlert own = own(account, person, alert);
        Instant now = now();
        Instant until = now.plus(duration);
        snoozes.put(account, person, new Snooze(own.device(), now, until));
        return until;
    }

    private StoredAlert own(AccountId account, PersonId person, AlertId id) {
        return rows.find(account, id)
                .filter(alert -> alert.person().equals(person))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such alert."));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
