package dev.nightjar.notifications;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.notifications.LiveMessage.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** The live connections of this node. */
@Service
public class LiveReaders {

    private static final int CHECK_MILLISECONDS = 20_000;

    private final Map<AccountId, SequencedSet<LiveReader>> byAccount = new HashMap<>();
    private final Changes changes;
    private final SignIns signIns;
    private final NotificationsSettings settings;

    LiveReaders(Changes changes, SignIns signIns, NotificationsSettings settings, MeterRegistry meters) {
        this.changes = changes;
        this.signIns = signIns;
        this.settings = settings;
        Gauge.builder(
                        "nightjar.live.connections",
                        this,
                        readers -> readers.all().size())
                .description("live connections to this node")
                .register(meters);
    }

    /**
     * A new reader, which will be greeted. An account that has too many loses its oldest.
     *
     * @param filter lets through the changes that it hears of
     */
    public LiveReader join(Caller.Person caller, ChangeFilter filter) {
        LiveReader reader = new LiveReader(caller, filter, settings.queue());
        add(reader);
        try {
            // after it was added: a change is either covered by the greeting or comes after it
            reader.greet(changes.latest(caller.account()));
            return reader;
        } catch (RuntimeException e) {
            // nobody would ever take its messages
            leave(reader);
            throw e;
        }
    }

    /** The connection is closed. */
    public synchronized void leave(LiveReader reader) {
        AccountId account = reader.caller().account();
        SequencedSet<LiveReader> readers = byAccount.get(account);
        if (readers != null && readers.remove(reader) && readers.isEmpty()) {
            byAccount.remove(account);
        }
    }

    synchronized void changed(AccountId account, Change change, Belonging belonging) {
        byAccount.getOrDefault(account, new LinkedHashSet<>()).forEach(reader -> reader.changed(change, belonging));
    }

    void endAll(Reason reason) {
        all().forEach(reader -> reader.end(reason));
    }

    /** Tries every connection, and ends those whose sign-in has ended. */
    @Scheduled(fixedDelay = CHECK_MILLISECONDS, initialDelay = CHECK_MILLISECONDS)
    void check() {
        signedIn(all()).forEach(LiveReader::ping);
    }

    /** Ends the connections of an account whose sign-in has ended. */
    void checkSignIns(AccountId account) {
        signedIn(all(account));
    }

    /** Those whose sign-in goes on; the others are ended. */
    private List<LiveReader> signedIn(List<LiveReader> readers) {
        if (readers.isEmpty()) {
            return readers;
        }
        Set<UUID> valid = signIns.stillValid(
                readers.stream().map(reader -> reader.caller().signIn()).collect(Collectors.toSet()));
        Map<Boolean, List<LiveReader>> parted = readers.stream()
                .collect(Collectors.partitioningBy(
                        reader -> valid.contains(reader.caller().signIn())));
        parted.getOrDefault(false, List.of()).forEach(reader -> reader.end(Reason.SIGNED_OUT));
        return parted.getOrDefault(true, List.of());
    }

    private synchronized void add(LiveReader reader) {
        SequencedSet<LiveReader> readers =
                byAccount.computeIfAbsent(reader.caller().account(), account -> new LinkedHashSet<>());
        if (readers.size() >= settings.connectionsPerAccount()) {
            readers.removeFirst().end(Reason.REPLACED);
        }
        readers.add(reader);
    }

    private synchronized List<LiveReader> all(AccountId account) {
        return List.copyOf(byAccount.getOrDefault(account, new LinkedHashSet<>()));
    }

    private synchronized List<LiveReader> all() {
        List<LiveReader> all = new ArrayList<>();
        byAccount.values().forEach(all::addAll);
        return all;
    }
}
