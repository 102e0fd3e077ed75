package dev.nightjar.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What a person is told of an event that rules of theirs are about. */
sealed interface Decision {

    /**
     * It is told.
     *
     * @param rules that want it told, at least one
     */
    record Tell(List<AlertRule> rules) implements Decision {}

    /** It is counted in a summary of that rule. */
    record Count(AlertRule rule) implements Decision {}

    /** It is not told now. */
    record Hold(Why why) implements Decision {}

    /** No rule is about it. */
    record Nothing() implements Decision {}

    /** Why something is not told. */
    enum Why {
        /** It came so long ago that it is no news. */
        OVER,
        /** The person wants quiet. */
        SNOOZED,
        /** Another one close to it was told. */
        COOLDOWN,
        /** What was seen at first was not there. */
        NOTHING
    }

    /**
     * Decides for one person.
     *
     * @param rules that are about it
     * @param past what each of them told
     * @param counted the rules in whose summaries it is counted already: it stays there
     */
    static Decision of(
            List<AlertRule> rules,
            Happening happening,
            List<Snooze> snoozes,
            Function<AlertRule, Past> past,
            List<AlertRule> counted,
            Instant now) {
        if (rules.isEmpty()) {
            return new Nothing();
        }
        if (happening.isOver(now)) {
            return new Hold(Why.OVER);
        }
        if (isSnoozed(happening, snoozes, now)) {
            return new Hold(Why.SNOOZED);
        }
        List<AlertRule> ready = rules.stream()
                .filter(rule -> !rule.isAtOnce() || !isCooling(rule, happening, past.apply(rule)))
                .toList();
        List<AlertRule> telling = ready.stream()
                .filter(rule -> rule.isAtOnce()
                        && !counted.contains(rule)
                        && past.apply(rule).lastHour() < rule.perHour())
                .toList();
        if (!telling.isEmpty()) {
            return new Tell(telling);
        }
        return ready.isEmpty() ? new Hold(Why.COOLDOWN) : new Count(first(counted, ready));
    }

    /** What happened while it was quiet is not told later either. */
    private static boolean isSnoozed(Happening happening, List<Snooze> snoozes, Instant now) {
        return snoozes.stream()
                .anyMatch(snooze ->
                        snooze.isOf(happening.device()) && (snooze.holds(now) || snooze.holds(happening.at())));
    }

    /** By when they happened: what comes late neither spends nor waits for what is going on now. */
    private static boolean isCooling(AlertRule rule, Happening happening, Past past) {
        return past.happened().stream()
                .anyMatch(told -> Duration.between(told, happening.at()).abs().compareTo(rule.cooldown()) < 0);
    }

    private static AlertRule first(List<AlertRule> counted, List<AlertRule> ready) {
        return ready.stream().filter(counted::contains).findFirst().orElse(ready.getFirst());
    }
}
