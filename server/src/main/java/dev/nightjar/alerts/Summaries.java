package dev.nightjar.alerts;

import com.fasterxml.uuid.Generators;
import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.AlertId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.plans.Plans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Alerts that tell of many events: of what a rule may not tell one by one within an hour, told quietly and kept true until
 * the hour is over; and of a day, told once. Called by who decides for the person.
 */
@Component
class Summaries {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_TEXT = 300;

    private final AlertRows alerts;
    private final AlertNews news;
    private final Devices devices;
    private final Plans plans;

    Summaries(AlertRows alerts, AlertNews news, Devices devices, Plans plans) {
        this.alerts = alerts;
        this.news = news;
        this.devices = devices;
        this.plans = plans;
    }

    /** The rule's summary that is open now, for an alert: the one in which it is counted, while it is. */
    AlertId of(StoredAlert counted, AlertRule rule, Instant now, ZoneId zone) {
        AlertId present = counted.summary();
        if (present != null && counted.rules().contains(rule.id())) {
            return present;
        }
        Optional<StoredAlert> open = rule.isAtOnce()
                ? alerts.openSummary(counted.account(), counted.person(), rule.id(), now.minus(HOUR))
                : alerts.of(counted.account(), counted.person(), daily(rule, rule.summaryAfter(now, zone)));
        return open.orElseGet(() -> begin(counted, rule, now, zone)).id();
    }

    /** Says anew how many a summary tells of. */
    void count(AccountId account, AlertId id, List<AlertRule> rules, Instant now) {
        StoredAlert before = alerts.find(account, id).orElse(null);
        if (before == null) {
            return;
        }
        Map<String, Integer> cameras = byName(account, alerts.counted(account, id));
        String text = before.dueAt() == null
                ? SummaryWording.more(cameras, before.happenedAt(), plans.zone(account))
                : SummaryWording.day(cameras);
        String title = cameras.size() == 1 ? cameras.keySet().iterator().next() : "Nightjar";
        StoredAlert alert = before.saying(StoredAlert.Content.of(title, shortened(text), !cameras.isEmpty()));
        alerts.put(alert);
        news.tell(Optional.of(before), alert, channels(alert, rules), now);
    }

    private StoredAlert begin(StoredAlert first, AlertRule rule, Instant now, ZoneId zone) {
        @Nullable Instant due = rule.isAtOnce() ? null : rule.summaryAfter(now, zone);
        StoredAlert summary = new StoredAlert(
                first.account(),
                new AlertId(Generators.timeBasedEpochGenerator().generate()),
                first.person(),
                due == null ? "hour/%s/%d".formatted(rule.id(), now.toEpochMilli()) : daily(rule, due),
                StoredAlert.Kind.SUMMARY,
                null,
                null,
                null,
                List.of(rule.id()),
                null,
                StoredAlert.State.WAITING,
                null,
                now,
                due,
                0,
                StoredAlert.Content.of("Nightjar", "", true),
                due == null ? now : due,
                null);
        alerts.put(summary);
        return summary;
    }

    private static String daily(AlertRule rule, Instant due) {
        return "day/%s/%d".formatted(rule.id(), due.toEpochMilli());
    }

    private Map<String, Integer> byName(AccountId account, Map<DeviceId, Integer> counts) {
        Map<String, Integer> named = new TreeMap<>();
        counts.forEach((device, count) ->
                named.merge(devices.find(account, device).map(Device::name).orElse("a camera"), count, Integer::sum));
        return named;
    }

    private static Set<ChannelKind> channels(StoredAlert summary, List<AlertRule> rules) {
        Set<ChannelKind> kinds = EnumSet.noneOf(ChannelKind.class);
        rules.stream()
                .filter(rule -> summary.rules().contains(rule.id()))
                .forEach(rule -> kinds.addAll(rule.channels()));
        return kinds;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
