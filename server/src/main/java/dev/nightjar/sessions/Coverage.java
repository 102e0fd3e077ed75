package dev.nightjar.sessions;

import dev.nightjar.devices.Devices;
import dev.nightjar.devices.DevicesHeard;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers when the devices of an account watched. */
@Service
public class Coverage {

    private static final Duration LONGEST = Duration.ofDays(8);
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** More than phones make that work; a phone that does not could fill the memory. */
    private static final int MOST_SESSIONS = 5_000;

    private static final int MOST_GAPS = 20_000;

    private final SessionRows sessions;
    private final GapRows gaps;
    private final Devices devices;
    private final Clock clock;

    Coverage(SessionRows sessions, GapRows gaps, Devices devices, Clock clock) {
        this.sessions = sessions;
        this.gaps = gaps;
        this.devices = devices;
        this.clock = clock;
    }

    /** When the account's devices watched between two times, 8 days apart at most; see {@link CoverageList}. */
    public CoverageList between(AccountId account, Instant from, Instant to) {
        check(from, to);
        Instant now = Instant.ofEpochMilli(clock.millis());
        Map<DeviceId, List<Watch>> byDevice = watches(account, from, to).stream()
                .collect(Collectors.groupingBy(Watch::device, LinkedHashMap::new, Collectors.toList()));
        return new CoverageList(byDevice.entrySet().stream()
                .map(device -> new CoverageList.DeviceCoverage(
                        device.getKey(), Stretches.of(device.getValue(), from, to, now)))
                .filter(device -> !device.stretches().isEmpty())
                .sorted(Comparator.comparing(device -> device.deviceId().value()))
                .toList());
    }

    private List<Watch> watches(AccountId account, Instant from, Instant to) {
        List<Watch> found = sessions.watches(account, from, to, MOST_SESSIONS + 1);
        if (found.size() > MOST_SESSIONS) {
            throw tooMuch();
        }
        Map<SessionId, List<Gap>> known =
                gaps.of(account, found.stream().map(Watch::session).toList(), from, to, MOST_GAPS + 1);
        if (known.values().stream().mapToInt(List::size).sum() > MOST_GAPS) {
            throw tooMuch();
        }
        Map<SessionId, Instant> heard = devices.heard(account).stream()
                .collect(Collectors.toMap(DevicesHeard.Heard::session, DevicesHeard.Heard::at, (one, other) -> one));
        Map<DeviceId, Instant> stopped = devices.stopped(account);
        return found.stream()
                .map(watch -> watch.with(
                        latest(watch.heardAt(), heard.get(watch.session())),
                        known.getOrDefault(watch.session(), List.of())))
                .map(watch -> watch.stoppedAt(stopped.get(watch.device())))
                .toList();
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static void check(Instant from, Instant to) {
        if (from.isBefore(Instant.EPOCH) || to.isAfter(LAST) || !from.isBefore(to)) {
            throw Problem.INVALID.because("to must be after from.").withField("to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.INVALID
                    .because("Ask for %d days at most.", LONGEST.toDays())
                    .withField("to");
        }
    }

    private static ProblemException tooMuch() {
        return Problem.INVALID
                .because("More happened in this time than one answer holds. Ask for less of it.")
                .withField("from");
    }
}
