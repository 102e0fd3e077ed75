package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.jobs.Batches;
import dev.nightjar.jobs.Recurring;
import dev.nightjar.plans.Plans;
import dev.nightjar.plans.RetentionClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes events that are older than their account's plan keeps them, with their files. Rows go first, in short
 * statements that also note the files to delete: whatever ends the program, the next run goes on where it stood. Pages
 * are not told of each; they hear of it with their next look.
 */
@Component
class EventRetention implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(EventRetention.class);

    /** Events in one statement, so that each is short. */
    private static final int BATCH = 250;

    private static final int ACCOUNTS = 100;

    /** A run that has more to do goes on in the next one. */
    private static final int MOST_BATCHES = 4_000;

    /** Phones do not keep an event for longer. */
    private static final Duration DELETED_REMEMBERED = Duration.ofDays(90);

    private static final UUID START = new UUID(0, 0);

    private final RetentionRows rows;
    private final EventFiles files;
    private final UpkeepPlaces places;
    private final Plans plans;
    private final RetentionClock clock;
    private final MeterRegistry meters;

    EventRetention(
            RetentionRows rows,
            EventFiles files,
            UpkeepPlaces places,
            Plans plans,
            RetentionClock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.files = files;
        this.places = places;
        this.plans = plans;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "event-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        clock.now().ifPresent(this::deleteAt);
    }

    /** Deletes what is too old at the time; first the files that an earlier run left. */
    void deleteAt(Instant now) {
        deleteLeftFiles();
        Run run = new Run(now);
        run.deleteOld();
        forgetDeleted(now);
        meters.counter("nightjar.retention.events").increment(run.deleted);
        log.atInfo()
                .addKeyValue("events", run.deleted)
                .addKeyValue("accounts", run.accounts)
                .addKeyValue("batches", run.batches)
                .addKeyValue("finished", run.place == null)
                .log("Retention ran");
    }

    private void deleteLeftFiles() {
        Batches.run(BATCH, size -> deleteFiles(rows.withFiles(size)));
    }

    /** How many events' files are gone; those that could not be deleted stay noted. */
    private int deleteFiles(List<DeletedClip> events) {
        List<DeletedClip> gone = files.deleteAll(events);
        rows.withoutFiles(gone);
        meters.counter("nightjar.retention.files", "result", "deleted").increment(gone.size());
        meters.counter("nightjar.retention.files", "result", "failed").increment(events.size() - gone.size());
        return gone.size();
    }

    private void forgetDeleted(Instant now) {
        Batches.run(BATCH, size -> rows.forgetDeletedBefore(now.minus(DELETED_REMEMBERED), size));
    }

    /** A program that stops must not wait for long work. */
    private static boolean goesOn() {
        return !Thread.currentThread().isInterrupted();
    }

    /** One walk over the accounts, from where the last one stopped. */
    private final class Run {

        private final Instant now;
        private @Nullable String place;
        private int accounts;
        private int batches;
        private int deleted;

        Run(Instant now) {
            this.now = now;
            this.place = places.find(name()).orElse(null);
        }

        void deleteOld() {
            do {
                UUID after = place == null ? START : UUID.fromString(place);
                List<AccountId> page = rows.accountsAfter(after, ACCOUNTS);
                if (!page.isEmpty() && !deleteOldOf(page)) {
                    return;
                }
                accounts += page.size();
                place = page.size() < ACCOUNTS ? null : page.getLast().toString();
                places.put(name(), place);
            } while (place != null);
        }

        /** Whether nothing old is left of these accounts. */
        private boolean deleteOldOf(List<AccountId> page) {
            Map<AccountId, Instant> before = new LinkedHashMap<>();
            for (AccountId account : page) {
                int days = plans.of(account).limits().retentionDays();
                before.put(account, now.minus(Duration.ofDays(days)));
            }
            int found = BATCH;
            while (found == BATCH) {
                if (batches == MOST_BATCHES || !goesOn()) {
                    return false;
                }
                List<DeletedClip> gone = rows.deleteOld(before, BATCH, now);
                deleteFiles(gone);
                found = gone.size();
                deleted += found;
                batches++;
            }
            return true;
        }
    }
}
