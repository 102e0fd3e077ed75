package dev.nightjar.alerts;

import dev.nightjar.inference.Findings;
import dev.nightjar.inference.Findings.Matched;
import java.time.ZoneId;
import java.util.List;

/** Which rules are about an event. */
final class Matching {

    private Matching() {}

    /** Those of the rules that are about it and hold when it happened, in their order. */
    static List<AlertRule> of(List<AlertRule> rules, Happening happening, ZoneId zone) {
        List<AlertRule> holding = rules.stream()
                .filter(rule -> rule.enabled()
                        && rule.watches(happening.device())
                        && rule.holds(happening.at(), zone)
                        && (rule.isAtOnce() || happening.hasEnded()))
                .toList();
        List<AlertRule> matching =
                holding.stream().filter(rule -> isAbout(rule.what(), happening)).toList();
        if (!matching.isEmpty() || !happening.hasEnded()) {
            return matching;
        }
        return holding.stream().filter(rule -> rule.what().isEverythingElse()).toList();
    }

    private static boolean isAbout(What what, Happening happening) {
        return what.kinds().stream().anyMatch(happening.kinds()::contains)
                || Boolean.TRUE.equals(what.sound()) && happening.heard()
                || happening.findings() != null && isAbout(what, happening.findings());
    }

    private static boolean isAbout(What what, Findings findings) {
        Findings.Answer answer = findings.instructions();
        return what.concern() != null && findings.concern() >= what.concern()
                || Boolean.TRUE.equals(what.instructions()) && answer != null && answer.matched() == Matched.YES;
    }
}
