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
        Belonging belonging = new Belonging(changed.device(), changed.session());
        add(changed.account(), Change.Kind.EVENT, changed.event().value(), belonging);
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void deviceChanged(DeviceChanged changed) {
        Belonging belonging = new Belonging(changed.device(), null);
        add(changed.account(), Change.Kind.DEVICE, changed.device().value(), belonging);
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void sessionChanged(SessionChanged changed) {
        Belonging belonging = new Belonging(changed.device(), changed.session());
        add(changed.account(), Change.Kind.SESSION, changed.session().value(), belonging);
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void alertChanged(AlertChanged changed) {
        Belonging belonging = new Belonging(changed.device(), changed.session());
        add(changed.account(), Change.Kind.ALERT, changed.alert().value(), belonging);
    }

    /** The number of the account's newest change, 0 before the first. */
    public long latest(AccountId account) {
        return rows.latest(account);
    }

    /**
     * The changes after number n, in their order. Throws {@link Problem#CHANGES_GONE} when some of them are not kept
     * any more, or n was never reached: then everything is to be fetched anew.
     *
     * @param filter lets through what is wanted; what it does not, counts as read
     */
    public ChangeList after(AccountId account, long n, ChangeFilter filter, int limit) {
        // read first: what is numbered in between is then more, not missing
        long latest = rows.latest(account);
        // one more: the first may be one that is not wanted
        List<ChangeRows.Found> found = rows.after(account, n, filter, limit + 1);
        boolean gap = found.isEmpty() ? n != latest : found.getFirst().change().n() != n + 1;
        if (gap) {
            throw Problem.CHANGES_GONE.because(
                    "The changes after number %d are not all kept. Fetch the lists anew.", n);
        }
        List<Change> items = found.stream()
                .filter(ChangeRows.Found::wanted)
                .limit(limit)
                .map(ChangeRows.Found::change)
                .toList();
        long last = items.isEmpty() ? n : items.getLast().n();
        return new ChangeList(items, Math.max(latest, last), items.size() == limit && last < latest);
    }

    private void add(AccountId account, Change.Kind kind, UUID id, Belonging belonging) {
        long n = rows.add(account, kind, id, belonging);
        if (n % PRUNE_EVERY == 0) {
            rows.forgetUpTo(account, n - settings.changesKept());
        }
    }
}
