package dev.nightjar.plans;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.plans.CreditMetrics.Flow;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an account spends on analyses: credits are reserved when a clip has come, settled when it was analysed, and
 * released when it was not. Each step may be repeated; an event is charged once. All in the caller's transaction.
 */
@Service
public class Credits {

    private final Plans plans;
    private final CreditRows rows;
    private final CreditMetrics metrics;
    private final Clock clock;

    Credits(Plans plans, CreditRows rows, CreditMetrics metrics, Clock clock) {
        this.plans = plans;
        this.rows = rows;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Holds what the analysis of a clip will cost, unless it is held or was charged already.
     *
     * @param durationSeconds as the phone says; what is charged is measured later
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reserve(AccountId account, EventId event, DeviceId device, double durationSeconds) {
        Instant now = now();
        CreditMonth month = CreditMonth.at(now, plans.zone(account));
        Integer monthlySeconds = plans.of(account).limits().monthlySeconds();
        if (monthlySeconds == null) {
            // nothing to hold: one insert, and no row that all events of the account wait for
            if (rows.reserve(account, event, device, 0, month.day(), now)) {
                metrics.moved(Flow.RESERVED);
            }
            return new Reservation.Reserved();
        }
        CreditRows.Sum sum = rows.lockMonth(account, month.firstDay());
        if (rows.isReserved(account, event)) {
            return new Reservation.Reserved();
        }
        int credits = Credit.of(durationSeconds);
        if ((long) sum.used() + sum.reserved() + credits > monthlySeconds / Credit.SECONDS) {
            metrics.moved(Flow.REFUSED);
            return new Reservation.OutOfCredits(monthlySeconds, month.endsAt());
        }
        if (rows.reserve(account, event, device, credits, month.day(), now)) {
            rows.hold(account, month.firstDay(), credits);
            metrics.moved(Flow.RESERVED);
        }
        return new Reservation.Reserved();
    }

    /**
     * Charges an event that holds credits, by the duration of its clip that the server measured; in the month of its
     * reservation. Does nothing when none are held.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(AccountId account, EventId event, double measuredSeconds) {
        if (rows.settle(account, event, Credit.of(measuredSeconds), now())) {
            metrics.moved(Flow.SETTLED);
        }
    }

    /** Gives back what an event holds, when it will not be analysed. Does nothing when none are held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(AccountId account, EventId event) {
        if (rows.release(account, event, now())) {
            metrics.moved(Flow.RELEASED);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
