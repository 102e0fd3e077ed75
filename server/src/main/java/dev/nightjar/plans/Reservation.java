package dev.nightjar.plans;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** Whether an account's credits are held for the analysis of a clip. */
public sealed interface Reservation {

    /** They are, or the event was charged already: it can be analysed. */
    record Reserved() implements Reservation {}

    /**
     * The plan's credits of this month do not suffice.
     *
     * @param limitSeconds what the plan has in a month
     * @param endsAt when the account's next month begins
     */
    record OutOfCredits(int limitSeconds, Instant endsAt) implements Reservation {

        /** To throw at whoever asked for an analysis. */
        public ProblemException problem(Instant now) {
            return Problem.OUT_OF_CREDITS
                    .because(
                            "The plan has %d minutes a month, and they do not suffice for this clip. They begin again at %s.",
                            limitSeconds / 60, endsAt)
                    .withLimit(limitSeconds)
                    .withEnd(endsAt, Duration.between(now, endsAt));
        }
    }
}
