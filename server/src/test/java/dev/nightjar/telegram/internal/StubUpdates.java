package dev.nightjar.telegram.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a bot is told of: each update comes again until it is confirmed, and of two who ask only the later is served. */
final class StubUpdates {

    private record Offered(long number, Map<String, Object> update) {}

    private final List<Offered> updates = new ArrayList<>();
    private long nextUpdate = 5000;
    private int polls;

    /** Something happened that the bot is told of; its number. */
    synchronized long happens(String kind, Object what) {
        long number = nextUpdate++;
        offer(number, kind, what);
        return number;
    }

    /** The same, with a number of its own. */
    synchronized void offer(long number, String kind, Object what) {
        updates.add(new Offered(number, Map.of("update_id", number, kind, what)));
        notifyAll();
    }

    /** Updates that were not confirmed. */
    synchronized int waiting() {
        return updates.size();
    }

    /** The updates from the number that is asked for on, or a refusal; waits for one as long as is asked for. */
    synchronized Object asked(StubForm form) throws InterruptedException {
        long offset = form.text("offset").isEmpty() ? 0 : Long.parseLong(form.text("offset"));
        // numbers that lie far below are of another count
        updates.removeIf(update -> update.number() < offset && offset - update.number() < 1000);
        int poll = ++polls;
        // another poll takes the place of one that waits
        notifyAll();
        long until = System.nanoTime() + Long.parseLong(form.text("timeout")) * 1_000_000_000L;
        while (updates.isEmpty() && poll == polls && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        if (poll != polls) {
            return new StubRefusal(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                    Map.of());
        }
        return updates.stream().map(Offered::update).toList();
    }
}
