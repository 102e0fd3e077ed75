package dev.nightjar.plans;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server's clock is believed when it says that something is old. Pure. A clock that jumps forward by years
 * would have everything deleted at once; after a jump it is believed again only when it has gone on evenly for long
 * enough that somebody could have set it right. A program that was not running for a while looks the same, and waits too.
 *
 * @param trusted until when the clock was believed
 * @param seen what the clock said last
 * @param steady how long it has gone on evenly since it jumped; null while it is believed
 */
record ClockTrust(Instant trusted, Instant seen, @Nullable Duration steady) {

    /** A long weekend without the program is no jump. */
    static final Duration JUMP = Duration.ofDays(4);

    /** Of running, not of time: what passes while the program stands says nothing of the clock. */
    static final Duration STEADY = Duration.ofDays(3);

    /** The first look at a clock: there is nothing to doubt it by. */
    static ClockTrust first(Instant now) {
        return new ClockTrust(now, now, null);
    }

    boolean held() {
        return steady != null;
    }

    /** What follows from another look at the clock. A clock that was set back is believed. */
    ClockTrust at(Instant now) {
        if (now.isBefore(seen)) {
            boolean stillAhead =
                    steady != null && Duration.between(trusted, now).compareTo(JUMP) > 0;
            return stillAhead ? new ClockTrust(trusted, now, Duration.ZERO) : first(now);
        }
        Duration passed = Duration.between(seen, now);
        boolean jumped = passed.compareTo(JUMP) > 0;
        if (jumped) {
            return new ClockTrust(trusted, now, steady == null ? Duration.ZERO : steady);
        }
        if (steady == null) {
            return first(now);
        }
        Duration longer = steady.plus(passed);
        return longer.compareTo(STEADY) < 0 ? new ClockTrust(trusted, now, longer) : first(now);
    }
}
