package dev.nightjar.notifications;

import dev.nightjar.identity.Caller;
import dev.nightjar.notifications.LiveMessage.End;
import dev.nightjar.notifications.LiveMessage.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one person's live connection: bounded, in order, the greeting first. Many threads add, one
 * takes.
 */
public final class LiveReader {

    private static final int MOST_UNANSWERED_PINGS = 3;

    private final Caller.Person caller;
    private final ChangeFilter filter;
    private final int capacity;
    private final Deque<LiveMessage> queue = new ArrayDeque<>();
    private boolean greeted;
    private long covered;
    /** The number of the last change that was not let through, if it is newer than all that was; else 0. */
    private long passed;

    private int unansweredPings;
    private @Nullable End end;

    LiveReader(Caller.Person caller, ChangeFilter filter, int capacity) {
        this.caller = caller;
        this.filter = filter;
        this.capacity = capacity;
    }

    /** Who reads. */
    public Caller.Person caller() {
        return caller;
    }

    /** The next message, waiting for it. After an {@link End} there is only that. */
    public synchronized LiveMessage take() throws InterruptedException {
        while (end == null && (!greeted || queue.isEmpty())) {
            wait();
        }
        return end != null ? end : queue.remove();
    }

    /** The reader answered a ping. */
    public synchronized void answered() {
        unansweredPings = 0;
    }

    /** Ends the connection, whatever still waits. Only the first reason counts. */
    synchronized void end(Reason reason) {
        if (end == null) {
            end = new End(reason);
            queue.clear();
            notifyAll();
        }
    }

    /** Puts the greeting before the changes that came while it was prepared, without those it covers. */
    synchronized void greet(long latest) {
        queue.removeIf(message -> message instanceof LiveMessage.Changed changed
                && changed.change().n() <= latest);
        queue.addFirst(new LiveMessage.Hello(latest));
        greeted = true;
        covered = latest;
        notifyAll();
    }

    /** The news of a change travels apart from the change itself, and may come after a greeting that covers it. */
    synchronized void changed(Change change, Belonging belonging) {
        if (greeted && change.n() <= covered) {
            return;
        }
        if (!filter.lets(belonging)) {
            passed = change.n();
            return;
        }
        passed = 0;
        add(new LiveMessage.Changed(change));
    }

    /** Also says how far the account is, where the reader did not hear of it by a change of its own. */
    synchronized void ping() {
        unansweredPings++;
        if (unansweredPings > MOST_UNANSWERED_PINGS) {
            end(Reason.SILENT);
            return;
        }
        if (greeted && passed > covered) {
            add(new LiveMessage.Passed(passed));
            covered = passed;
        }
        add(new LiveMessage.Ping());
    }

    private void add(LiveMessage message) {
        if (end != null) {
            return;
        }
        if (queue.size() >= capacity) {
            end(Reason.TOO_SLOW);
            return;
        }
        queue.add(message);
        notifyAll();
    }
}
