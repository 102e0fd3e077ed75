package dev.nightjar.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nightjar.devices.DeviceRevoked;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.DevicesHeard;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stretches in which devices watch. */
@Service
public class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** Which session is whose never changes; each event asks. What was deleted elsewhere is known again in so long. */
    private static final Duration KNOWN = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 10_000;

    private final SessionRows rows;
    private final Devices devices;
    private final ApplicationEventPublisher publisher;
    private final Cache<Own, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN)
            .build();

    /** A session, and whose it is. */
    private record Own(AccountId account, DeviceId device, SessionId session) {}

    Sessions(SessionRows rows, Devices devices, ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.devices = devices;
        this.publisher = publisher;
    }

    /**
     * Notes that the device began to watch, under an id that the device made. Repeated: the same answer. A session that
     * the device left open, because it died, ends where the device was last heard of.
     */
    @Transactional
    public Session start(AccountId account, DeviceId device, SessionId id, Instant startedAt) {
        Session session = new Session(
                id,
                device,
                startedAt.truncatedTo(ChronoUnit.MILLIS),
                null,
                devices.settings(account, device),
                List.of());
        if (rows.insert(account, session)) {
            endAbandoned(account, device, session.startedAt());
            publisher.publishEvent(new SessionChanged(account, device, id));
            log.atInfo()
                    .addKeyValue("session", id)
                    .addKeyValue("device", device)
                    .log("Session started");
        }
        return own(account, device, id);
    }

    /** Notes that the device stopped watching. Repeated: the same answer. */
    @Transactional
    public Session stop(AccountId account, DeviceId device, SessionId id, Instant endedAt) {
        own(account, device, id);
        end(account, device, id, endedAt);
        return own(account, device, id);
    }

    /** Notes what the owner wants to be told in this session, from now on and of clips that are analysed again. */
    @Transactional
    public Session instruct(AccountId account, SessionId id, List<String> instructions) {
        if (!rows.instruct(account, id, instructions)) {
            throw notFound();
        }
        Session instructed = get(account, id);
        publisher.publishEvent(new SessionChanged(account, instructed.deviceId(), id));
        log.atInfo()
                .addKeyValue("session", id)
                .addKeyValue("instructions", instructions.size())
                .log("Session instructed");
        return instructed;
    }

    /** The session, as long as it is kept. */
    public Optional<Session> find(AccountId account, SessionId id) {
        return rows.find(account, id);
    }

    /** The session, or {@link Problem#NOT_FOUND}. */
    public Session get(AccountId account, SessionId id) {
        return rows.find(account, id).orElseThrow(Sessions::notFound);
    }

    /** The device's own session, or {@link Problem#NOT_FOUND}. */
    public Session own(AccountId account, DeviceId device, SessionId id) {
        return rows.find(account, id)
                .filter(session -> session.deviceId().equals(device))
                .orElseThrow(Sessions::notFound);
    }

    /** Throws {@link Problem#NOT_FOUND} unless the session is the device's own. */
    public void checkOwn(AccountId account, DeviceId device, SessionId id) {
        Own asked = new Own(account, device, id);
        if (known.getIfPresent(asked) != null) {
            return;
        }
        if (!rows.isOf(account, device, id)) {
            throw notFound();
        }
        known.put(asked, true);
    }

    /** Sessions of the account, or of one device of it, newest first. */
    public SessionList list(AccountId account, @Nullable DeviceId device, Cursor before, int limit) {
        List<Session> items = rows.list(account, device, before, limit + 1);
        if (items.size() <= limit) {
            return new SessionList(items, null);
        }
        Session last = items.get(limit - 1);
        Cursor next = new Cursor(last.startedAt(), last.id().value());
        return new SessionList(List.copyOf(items.subList(0, limit)), next.text());
    }

    /** A removed device cannot say that it stopped: its sessions end where it was last heard of. */
    @EventListener
    void removed(DeviceRevoked removed) {
        Optional<Instant> lastSeen = devices.lastSeen(removed.account(), removed.device());
        for (Session open : rows.open(removed.account(), removed.device())) {
            end(removed.account(), removed.device(), open.id(), lastSeen.orElse(open.startedAt()));
        }
    }

    /** Devices spoke, so their sessions go on. */
    @EventListener
    void heard(DevicesHeard words) {
        if (!words.heard().isEmpty()) {
            rows.heard(words.heard());
        }
    }

    private void endAbandoned(AccountId account, DeviceId device, Instant nextStartedAt) {
        rows.open(account, device).stream()
                .filter(open -> open.startedAt().isBefore(nextStartedAt))
                .forEach(abandoned ->
                        end(account, device, abandoned.id(), lastHeard(account, abandoned, nextStartedAt)));
    }

    /** Where an abandoned session ends: where the device last spoke in it, or else last spoke at all. */
    private Instant lastHeard(AccountId account, Session abandoned, Instant nextStartedAt) {
        Stream<Instant> unwritten = devices.heard(account).stream()
                .filter(word -> word.session().equals(abandoned.id()))
                .map(DevicesHeard.Heard::at);
        return Stream.concat(unwritten, rows.heardAt(account, abandoned.id()).stream())
                .max(Comparator.naturalOrder())
                .or(() -> devices.lastSeen(account, abandoned.deviceId()))
                .filter(heard -> heard.isBefore(nextStartedAt))
                .orElse(nextStartedAt);
    }

    private void end(AccountId account, DeviceId device, SessionId id, Instant endedAt) {
        if (rows.end(account, id, endedAt.truncatedTo(ChronoUnit.MILLIS))) {
            publisher.publishEvent(new SessionChanged(account, device, id));
            log.atInfo().addKeyValue("session", id).log("Session ended");
        }
    }

    private static RuntimeException notFound() {
        return Problem.NOT_FOUND.because("There is no such session.");
    }
}
