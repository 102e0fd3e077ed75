package dev.nightjar.alerts;

import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a rule is to be; what is absent stays. An empty list of cameras means any, an empty schedule always.
 *
 * @param at for a summary, such as {@code 19:00}
 */
public record RuleChange(
        @Nullable Boolean enabled,
        @Nullable @Valid What what,
        @Nullable @Size(max = 100) List<@NotNull DeviceId> deviceIds,
        @Nullable @Valid RuleSchedule schedule,
        @Nullable @Size(max = 10) List<@NotNull ChannelKind> channels,
        AlertRule.@Nullable When when,
        @Nullable @Pattern(regexp = RuleSchedule.TIME) String at,
        @Nullable @Min(0) @Max(86_400) Integer cooldownSeconds,
        @Nullable @Min(1) @Max(60) Integer perHour) {

    /** When a summary is told, where nobody said. */
    static final String SUMMARY_AT = "19:00";

    /** The rule with this change. Throws {@link Problem#INVALID} where it makes no sense. */
    AlertRule of(AlertRule rule) {
        List<DeviceId> cameras = deviceIds == null ? rule.deviceIds() : deviceIds;
        RuleSchedule times = schedule == null ? rule.schedule() : schedule;
        AlertRule.When told = orElse(when, rule.when());
        AlertRule changed = new AlertRule(
                rule.id(),
                orElse(enabled, rule.enabled()),
                orElse(what, rule.what()),
                cameras == null || cameras.isEmpty()
                        ? null
                        : cameras.stream().distinct().toList(),
                times == null || times.isAlways() ? null : times,
                orElse(channels, rule.channels()).stream().distinct().toList(),
                told,
                told == AlertRule.When.SUMMARY ? orElse(at, orElse(rule.at(), SUMMARY_AT)) : null,
                orElse(cooldownSeconds, rule.cooldownSeconds()),
                orElse(perHour, rule.perHour()));
        check(changed);
        return changed;
    }

    private static void check(AlertRule rule) {
        if (rule.what().isNothing()) {
            throw Problem.INVALID.because("Say what the rule is about.").withField("what");
        }
        if (rule.what().isTrouble() && !rule.isAtOnce()) {
            throw Problem.INVALID
                    .because("That a camera does not see is told at once, not in a summary.")
                    .withField("when");
        }
        if (rule.schedule() != null && rule.schedule().isHalf()) {
            throw Problem.INVALID
                    .because("A schedule has both times, from and to, or neither.")
                    .withField("schedule");
        }
    }

    private static <T> T orElse(@Nullable T first, @Nullable T second) {
        return first == null ? Objects.requireNonNull(second) : first;
    }
}
