package dev.nightjar.sessions;

import dev.nightjar.sessions.Stretch.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Works out when a device watched, from what is known of its sessions. Pure. Starts, ends and gaps are by the phone's
 * clock, heartbeats by the server's, and either may be wrong; what comes out is in order and never overlaps.
 */
final class Stretches {

    /** A device speaks every 30 seconds; one that missed so much is silent from its last word on. */
    static final Duration GRACE = Duration.ofSeconds(90);

    private final Instant end;
    private final List<Stretch> found = new ArrayList<>();
    private Instant cursor;

    private Stretches(Instant from, Instant end) {
        this.cursor = from;
        this.end = end;
    }

    /**
     * The stretches between the two times, none of them after now. Where sessions overlap, the earlier one counts.
     *
     * @param watches of one device, in any order
     */
    static List<Stretch> of(List<Watch> watches, Instant from, Instant to, Instant now) {
        Stretches stretches = new Stretches(from, earlier(to, now));
        watches.stream().sorted(Comparator.comparing(Watch::startedAt)).forEach(watch -> stretches.add(watch, now));
        return List.copyOf(stretches.found);
    }

    private void add(Watch watch, Instant now) {
        Instant watchedUntil = watchedUntil(watch, now);
        List<Gap> gaps =
                watch.gaps().stream().sorted(Comparator.comparing(Gap::from)).toList();
        Instant seen = watch.startedAt();
        for (Gap gap : gaps) {
            Instant blindUntil = gap.until() == null ? watchedUntil : earlier(gap.until(), watchedUntil);
            add(seen, earlier(gap.from(), watchedUntil), State.WATCHING, null);
            add(later(gap.from(), seen), blindUntil, State.BLIND, gap.reason());
            seen = later(seen, blindUntil);
        }
        add(seen, watchedUntil, State.WATCHING, null);
        if (watch.endedAt() == null && !watch.over()) {
            add(watchedUntil, now, State.SILENT, null);
        }
    }

    /** An end that nobody said is the last sign; or there is none yet, while the device speaks. */
    private static Instant watchedUntil(Watch watch, Instant now) {
        Instant ended = watch.endedAt();
        if (ended != null) {
            return ended;
        }
        boolean speaks = !watch.over() && watch.lastSign().plus(GRACE).isAfter(now);
        return speaks ? now : watch.lastSign();
    }

    private void add(Instant from, Instant until, State state, @Nullable String reason) {
        Instant begin = later(from, cursor);
        Instant stop = earlier(until, end);
        if (!begin.isBefore(stop)) {
            return;
        }
        Stretch last = found.isEmpty() ? null : found.getLast();
        if (last != null
                && last.until().equals(begin)
                && last.state() == state
                && Objects.equals(last.reason(), reason)) {
            found.removeLast();
            begin = last.from();
        }
        found.add(new Stretch(begin, stop, state, reason));
        cursor = stop;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
