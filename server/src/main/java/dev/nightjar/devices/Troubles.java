package dev.nightjar.devices;

import dev.nightjar.devices.Signs.Sign;
import dev.nightjar.devices.Trouble.Area;
import dev.nightjar.devices.TroubleRows.Open;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.jobs.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps which cameras are in trouble, from what they say and from their silence, and tells when one begins and ends. What
 * passes within moments is not told.
 */
@Service
public class Troubles implements Recurring {

    /** A camera that another app took for so long is let alone. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Several runs of this job; when there was none for so long, the server could not hear cameras either. */
    static final Duration NOT_LISTENING = Duration.ofMinutes(1);

    private static final int MOST_SILENT = 500;
    private static final Logger log = LoggerFactory.getLogger(Troubles.class);

    private final TroubleRows rows;
    private final DeviceRows devices;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Troubles(
            TroubleRows rows,
            DeviceRows devices,
            TransactionOperations transactions,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.devices = devices;
        this.transactions = transactions;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Those of the account's cameras that last long enough to be told, in the order in which they began. */
    public List<Trouble> of(AccountId account) {
        return rows.told(account);
    }

    @Override
    public String name() {
        return "camera-troubles";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        transactions.executeWithoutResult(status -> {
            // after the server was away, each camera has its time anew to speak
            if (!rows.listening(now, NOT_LISTENING).plus(Presence.FRESH).isAfter(now)) {
                rows.silentSince(now.minus(Presence.FRESH), MOST_SILENT).forEach(this::fellSilent);
            }
            rows.tellThoseSince(now.minus(PATIENCE)).forEach(this::tell);
        });
    }

    /** Called in the transaction that wrote what the devices said, and so locked them. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void spoke(DevicesSpoke spoke) {
        Map<DeviceId, List<Open>> open = rows.of(spoke.devices()).stream()
                .collect(Collectors.groupingBy(row -> row.trouble().device()));
        devices.lastSeen(spoke.devices()).forEach(word -> compare(word, open.getOrDefault(word.device(), List.of())));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void revoked(DeviceRevoked revoked) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        rows.of(List.of(revoked.device())).forEach(open -> end(open, now, false));
    }

    private void compare(Presence.Seen word, List<Open> open) {
        Set<Area> areas = open.stream().map(row -> row.trouble().kind().area()).collect(Collectors.toSet());
        Map<Area, Sign> signs = Signs.of(word, areas);
        boolean watching = word.stateAt(word.at()) != DeviceState.STOPPED;
        for (Open row : open) {
            Sign sign = signs.remove(row.trouble().kind().area());
            if (sign == null) {
                end(row, word.at(), watching);
            } else if (!sign.equals(new Sign(row.trouble().kind(), row.trouble().reason()))) {
                become(row, sign);
            }
        }
        signs.values().forEach(sign -> {
            Trouble begun = new Trouble(word.account(), word.device(), sign.kind(), sign.reason(), word.at());
            rows.put(new Open(begun, false));
        });
    }

    private void fellSilent(Trouble silent) {
        Sign sign = new Sign(Trouble.Kind.SILENT, null);
        rows.of(List.of(silent.device())).stream()
                .filter(open -> open.trouble().kind().area() == Area.SIGHT)
                .findFirst()
                .ifPresentOrElse(open -> become(new Open(open.trouble(), true), sign), () -> {
                    rows.put(new Open(silent, true));
                    tell(silent);
                });
    }

    /** The same trouble, for another reason. */
    private void become(Open open, Sign sign) {
        Trouble before = open.trouble();
        Trouble now = new Trouble(before.account(), before.device(), sign.kind(), sign.reason(), before.since());
        rows.put(new Open(now, open.told()));
        if (open.told()) {
            tell(now);
        }
    }

    private void end(Open open, Instant at, boolean watching) {
        Trouble trouble = open.trouble();
        if (rows.end(trouble.device(), trouble.kind().area()) && open.told()) {
            publisher.publishEvent(new DeviceRecovered(trouble, at, watching));
            log.atInfo()
                    .addKeyValue("device", trouble.device())
                    .addKeyValue("trouble", trouble.kind())
                    .addKeyValue(
                            "seconds", Duration.between(trouble.since(), at).toSeconds())
                    .addKeyValue("watching", watching)
                    .log("Camera trouble over");
        }
    }

    private void tell(Trouble trouble) {
        publisher.publishEvent(new DeviceTroubled(trouble));
        log.atWarn()
                .addKeyValue("device", trouble.device())
                .addKeyValue("trouble", trouble.kind())
                .addKeyValue(
                        "reason",
                        Stream.ofNullable(trouble.reason()).findFirst().orElse(""))
                .log("Camera in trouble");
    }
}
