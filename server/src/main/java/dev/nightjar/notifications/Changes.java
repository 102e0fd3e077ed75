package dev.nightjar.notifications;

import dev.nightjar.alerts.AlertChanged;
import dev.nightjar.devices.DeviceChanged;
import dev.nightjar.events.EventChanged;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.problem.Problem;
import dev.nightjar.sessions.SessionChanged;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Numbers the changes of each account, in the transaction of the change: who has seen number n has seen all before it.
 * The numbers are taken at the end of the transaction, since an account's next one waits for them.
 */
@Service
public class Changes {

    /** How often, in changes, an account's old ones are forgotten. */
    private static final int PRUNE_EVERY = 100;

    private final ChangeRows rows;
    private final NotificationsSettings settings;

    Changes(ChangeRows rows, NotificationsSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void eventChanged(EventChanged changed) {
        add(changed.account(), Change.Kind.EVENT, changed.event().value());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void deviceChanged(DeviceChanged changed) {
        add(changed.account(), Change.Kind.DEVICE, changed.device().value());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void sessionChanged(SessionChanged changed) {
        add(changed.account(), Change.Kind.SESSION, changed.session().value());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void alertChanged(AlertChanged changed) {
        add(changed.account(), Change.Kind.ALERT, changed.alert().value());
    }

    /** The number of the account's newest change, 0 before the first. */
    public long latest(AccountId account) {
        return rows.latest(account);
    }

    /**
     * The changes after number n, in their order. Throws {@link Problem#CHANGES_GONE} when some of them are not kept
     * any more, or n was never reached: then everything is to be fetched anew.
     */
    public ChangeList after(AccountId account, long n, int limit) {
        // read first: what is numbered in between is then more, not missing
        long latest = rows.latest(account);
        List<Change> found = rows.after(account, n, limit);
        boolean gap = found.isEmpty() ? n != latest : found.getFirst().n() != n + 1;
        if (gap) {
            throw Problem.CHANGES_GONE.because(
                    "The changes after number %d are not all kept. Fetch the lists anew.", n);
        }
        long last = found.isEmpty() ? n : found.getLast().n();
        return new ChangeList(found, Math.max(latest, last), last < latest);
    }

    private void add(AccountId account, Change.Kind kind, UUID id) {
        long n = rows.add(account, kind, id);
        if (n % PRUNE_EVERY == 0) {
            rows.forgetUpTo(account, n - settings.changesKept());
        }
    }
}
