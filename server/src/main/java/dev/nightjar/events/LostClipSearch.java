package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.jobs.Recurring;
import dev.nightjar.storage.ClipStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds events whose clip was reported and is not there: first those that wait for it, then all others in turn. */
@Component
class LostClipSearch implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(LostClipSearch.class);
    private static final UpkeepRows.Key START =
            new UpkeepRows.Key(new AccountId(new UUID(0, 0)), new EventId(new UUID(0, 0)));
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 4;

    /** A clip that is fine is looked at sooner. */
    private static final Duration WAITS = Duration.ofMinutes(10);

    /** When so many are missed, and most of those looked at, the store is not what it was: nothing is settled. */
    private static final int SUSPICIOUS = 10;

    private final EventRows events;
    private final UpkeepRows rows;
    private final UpkeepPlaces places;
    private final ClipStore clips;
    private final ClipLoss loss;
    private final MeterRegistry meters;
    private final Clock clock;

    LostClipSearch(
            EventRows events,
            UpkeepRows rows,
            UpkeepPlaces places,
            ClipStore clips,
            ClipLoss loss,
            MeterRegistry meters,
            Clock clock) {
        this.events = events;
        this.rows = rows;
        this.places = places;
        this.clips = clips;
        this.loss = loss;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "lost-clip-search";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        List<StoredEvent> waiting =
                events.processingSince(Instant.ofEpochMilli(clock.millis()).minus(WAITS), PAGE);
        int lost = settle(waiting);
        int looked = waiting.size();
        String place = places.find(name()).orElse(null);
        int pages = 0;
        do {
            List<StoredEvent> page = rows.withClipAfter(key(place), PAGE);
            lost += settle(page);
            looked += page.size();
            place = page.size() < PAGE ? null : place(page.getLast());
            places.put(name(), place);
            pages++;
        } while (place != null && pages < MOST_PAGES);
        log.atInfo()
                .addKeyValue("looked", looked)
                .addKeyValue("lost", lost)
                .addKeyValue("finished", place == null)
                .log("Lost clips searched");
    }

    /** How many clips are lost. */
    private int settle(List<StoredEvent> page) {
        List<StoredEvent> absent = page.stream()
                .filter(event -> clips.find(event.clipKey()).isEmpty())
                .toList();
        if (absent.size() > SUSPICIOUS && absent.size() * 2 > page.size()) {
            count("held", absent.size());
            log.atError()
                    .addKeyValue("absent", absent.size())
                    .addKeyValue("looked", page.size())
                    .log("Most clips are not there; nothing is noted, since their store may be away");
            return 0;
        }
        absent.forEach(loss::note);
        count("lost", absent.size());
        return absent.size();
    }

    private void count(String result, int number) {
        meters.counter("nightjar.upkeep.clips", "result", result).increment(number);
    }

    private static String place(StoredEvent event) {
        return event.account() + "/" + event.event().id();
    }

    private static UpkeepRows.Key key(@Nullable String place) {
        if (place == null) {
            return START;
        }
        String[] parts = place.split("/", -1);
        return new UpkeepRows.Key(AccountId.of(parts[0]), EventId.of(parts[1]));
    }
}
