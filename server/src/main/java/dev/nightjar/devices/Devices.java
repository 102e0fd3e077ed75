package dev.nightjar.devices;

import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The phones of an account, and what they say of themselves. */
@Service
public class Devices {

    private static final Logger log = LoggerFactory.getLogger(Devices.class);

    private final DeviceRows rows;
    private final Presence presence;
    private final WantedRows wanted;
    private final DeviceTokens tokens;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Devices(
            DeviceRows rows,
            Presence presence,
            WantedRows wanted,
            DeviceTokens tokens,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.rows = rows;
        this.presence = presence;
        this.wanted = wanted;
        this.tokens = tokens;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** All devices of the account, removed ones too: their events stay. In the order in which they were paired. */
    public DeviceList list(AccountId account) {
        return new DeviceList(rows.ofAccount(account).stream().map(this::device).toList());
    }

    /** The device, or {@link Problem#NOT_FOUND}. */
    public Device get(AccountId account, DeviceId device) {
        return device(row(account, device));
    }

    /** The device, as long as it is kept. */
    public Optional<Device> find(AccountId account, DeviceId device) {
        return rows.find(account, device).map(this::device);
    }

    /** The device's settings, or {@link Problem#NOT_FOUND}. */
    public CameraSettings settings(AccountId account, DeviceId device) {
        return row(account, device).settings();
    }

    /** When the device last spoke, as far as it is known. */
    public Optional<Instant> lastSeen(AccountId account, DeviceId device) {
        return rows.find(account, device).flatMap(presence::last).map(Presence.Seen::at);
    }

    /** In which session each device of the account last spoke, and when. */
    public List<DevicesHeard.Heard> heard(AccountId account) {
        return rows.ofAccount(account).stream()
                .flatMap(row -> presence.last(row).stream())
                .flatMap(Presence::heard)
                .toList();
    }

    /** The devices of the account that last said that they do not watch, and when they did. */
    public Map<DeviceId, Instant> stopped(AccountId account) {
        return rows.ofAccount(account).stream()
                .flatMap(row -> presence.last(row).stream())
                .filter(seen -> seen.stateAt(seen.at()) == DeviceState.STOPPED)
                .collect(Collectors.toMap(Presence.Seen::device, Presence.Seen::at));
    }

    /** Asks the device, in its heartbeats' answers until the given time, for the clip of an event. */
    @Transactional
    public void want(AccountId account, DeviceId device, EventId event, Instant until) {
        wanted.add(account, device, event, until);
    }

    /** Asks no longer for the clip of the event. Harmless when nobody did. */
    @Transactional
    public void wantNoLonger(AccountId account, EventId event) {
        wanted.remove(account, event);
    }

    /** Gives the device another name. */
    @Transactional
    public Device rename(AccountId account, DeviceId device, String name) {
        if (!rows.rename(account, device, name.strip())) {
            throw notFound();
        }
        publisher.publishEvent(new DeviceChanged(account, device));
        return get(account, device);
    }

    /** Replaces the settings of the device and counts their version up. */
    @Transactional
    public CameraSettings change(AccountId account, DeviceId device, CameraSettings settings) {
        if (!rows.changeSettings(account, device, settings)) {
            throw notFound();
        }
        publisher.publishEvent(new DeviceChanged(account, device));
        CameraSettings changed = settings(account, device);
        log.atInfo()
                .addKeyValue("device", device)
                .addKeyValue("version", changed.version())
                .log("Settings changed");
        return changed;
    }

    /** Ends the device's token at once. Its events stay. Harmless when repeated. */
    @Transactional
    public void revoke(AccountId account, DeviceId device) {
        row(account, device);
        if (!rows.revoke(account, device, now())) {
            return;
        }
        tokens.revoke(device);
        publisher.publishEvent(new DeviceRevoked(account, device));
        publisher.publishEvent(new DeviceChanged(account, device));
        log.atInfo().addKeyValue("device", device).log("Device revoked");
    }

    /**
     * Asks the device, in its heartbeats' answers, to watch no more. Holds until the device says that it stopped, even
     * when it starts anew by itself meanwhile. Harmless when repeated, or when it does not watch.
     */
    @Transactional
    public Device askToStop(AccountId account, DeviceId device) {
        if (mayWatch(row(account, device)) && rows.askToStop(account, device, now())) {
            publisher.publishEvent(new DeviceChanged(account, device));
            log.atInfo().addKeyValue("device", device).log("Device asked to stop");
        }
        return get(account, device);
    }

    /** Lets the device watch on, if it has not heard yet that it shall stop. Harmless when nobody wanted it to. */
    @Transactional
    public Device letWatch(AccountId account, DeviceId device) {
        row(account, device);
        if (rows.askNoLonger(account, device)) {
            publisher.publishEvent(new DeviceChanged(account, device));
            log.atInfo().addKeyValue("device", device).log("Device may watch on");
        }
        return get(account, device);
    }

    /** Notes that the device lives. A change that people see, such as that it is back, is written and told at once. */
    @Transactional
    public HeartbeatAnswer heard(AccountId account, DeviceId device, Heartbeat heartbeat) {
        DeviceRows.Row row = row(account, device);
        Presence.Seen before = presence.last(row).orElse(null);
        Presence.Seen seen = seen(row, heartbeat);
        if (presence.isNews(seen, before)) {
            presence.writeNow(seen);
            publisher.publishEvent(new DeviceChanged(account, device));
            log.atInfo()
                    .addKeyValue("device", device)
                    .addKeyValue("state", seen.state())
                    .addKeyValue("blindReason", Objects.requireNonNullElse(seen.blindReason(), ""))
                    .log("Device state");
        } else {
            presence.seen(seen);
        }
        boolean stop = row.stopAskedAt() != null && !hasStopped(row, seen);
        List<EventId> wantedClips = wanted.of(account, device, seen.at());
        return new HeartbeatAnswer(row.settings().version(), stop, row.revokedAt() != null, wantedClips);
    }

    private Presence.Seen seen(DeviceRows.Row row, Heartbeat heartbeat) {
        boolean blind = heartbeat.state().equals("blind");
        return new Presence.Seen(
                row.id(),
                row.account(),
                now(),
                heartbeat.state(),
                blind ? heartbeat.blindReason() : null,
                heartbeat.sessionId(),
                heartbeat.health());
    }

    /** A device that stopped did what was asked of it; when somebody starts it again there, it watches. */
    private boolean hasStopped(DeviceRows.Row row, Presence.Seen seen) {
        boolean stopped = seen.stateAt(seen.at()) == DeviceState.STOPPED;
        if (stopped && rows.askNoLonger(row.account(), row.id())) {
            publisher.publishEvent(new DeviceChanged(row.account(), row.id()));
        }
        return stopped;
    }

    /** One that fell silent may be watching all the same. */
    private boolean mayWatch(DeviceRows.Row row) {
        return row.revokedAt() == null
                && presence.last(row)
                        .filter(seen -> seen.stateAt(seen.at()) != DeviceState.STOPPED)
                        .isPresent();
    }

    private DeviceRows.Row row(AccountId account, DeviceId device) {
        return rows.find(account, device).orElseThrow(Devices::notFound);
    }

    private Device device(DeviceRows.Row row) {
        Presence.Seen last = presence.last(row).orElse(null);
        DeviceState state = last == null || row.revokedAt() != null ? DeviceState.STOPPED : last.stateAt(now());
        return new Device(
                row.id(),
                row.name(),
                row.pairedAt(),
                last == null ? null : last.at(),
                row.revokedAt(),
                row.settings().version(),
                state == DeviceState.WATCHING,
                state,
                last == null ? null : last.blindReason(),
                row.stopAskedAt(),
                last == null ? null : last.health());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static RuntimeException notFound() {
        return Problem.NOT_FOUND.because("There is no such camera.");
    }
}
