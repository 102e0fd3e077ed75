package dev.nightjar.plans;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an account's plan.
 *
 * @param plan the name of the plan that the operator gave it; null when it has the standard one
 * @param timeZone in which its months turn; null while nobody said
 */
record AccountPlan(@Nullable String plan, @Nullable ZoneId timeZone) {

    /** Of an account of which nothing is stored. */
    static final AccountPlan NONE = new AccountPlan(null, null);

    /** The time zone, UTC while nobody said. */
    ZoneId zone() {
        return timeZone == null ? ZoneOffset.UTC : timeZone;
    }
}
