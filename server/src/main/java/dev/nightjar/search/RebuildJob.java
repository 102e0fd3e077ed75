package dev.nightjar.search;

import dev.nightjar.events.EventWalk;
import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes a batch of entries anew, and has the next one written by a job of its own. The place is kept in the transaction
 * that schedules it, so whatever ends the program, the work goes on from there.
 */
@Component
class RebuildJob implements Job<RebuildStep> {

    private static final Logger log = LoggerFactory.getLogger(RebuildJob.class);

    /** A second or two, so that a program that stops does not wait for long. */
    static final int BATCH = 200;

    private final EventWalk walk;
    private final Indexing indexing;
    private final RebuildRows rows;
    private final TransactionOperations transactions;
    /** Not there yet when jobs are made. */
    private final ObjectProvider<Jobs> jobs;

    private final Clock clock;

    RebuildJob(
            EventWalk walk,
            Indexing indexing,
            RebuildRows rows,
            TransactionOperations transactions,
            ObjectProvider<Jobs> jobs,
            Clock clock) {
        this.walk = walk;
        this.indexing = indexing;
        this.rows = rows;
        this.transactions = transactions;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "search-rebuild";
    }

    @Override
    public Class<RebuildStep> payload() {
        return RebuildStep.class;
    }

    /** Has the run go on; harmless when it does already. */
    void schedule(RebuildState state) {
        jobs.getObject()
                .schedule(this, id(state.run(), state.written()), new RebuildStep(state.run(), state.written()));
    }

    private static String id(UUID run, long after) {
        return "%s/%d".formatted(run, after);
    }

    @Override
    public void run(RebuildStep step) {
        RebuildState state = rows.get();
        if (!state.run().equals(step.run()) || state.finishedAt() != null || state.written() != step.after()) {
            return;
        }
        List<EventWalk.Step> batch = walk.after(state.place(), BATCH);
        if (batch.isEmpty()) {
            finish(state);
            return;
        }
        int withoutMeaning = write(batch);
        transactions.executeWithoutResult(status -> {
            if (rows.advance(state, batch.getLast().place(), batch.size(), withoutMeaning)) {
                schedule(rows.get());
            }
        });
    }

    private int write(List<EventWalk.Step> batch) {
        int withoutMeaning = 0;
        for (EventWalk.Step each : batch) {
            if (Indexing.isSearched(each.event().state())) {
                SearchEntry entry = indexing.write(each.account(), each.event());
                withoutMeaning += each.event().findings() != null && entry.meaning() == null ? 1 : 0;
            }
        }
        return withoutMeaning;
    }

    private void finish(RebuildState state) {
        if (rows.finish(state, Instant.ofEpochMilli(clock.millis()))) {
            log.atInfo()
                    .addKeyValue("run", state.run())
                    .addKeyValue("written", state.written())
                    .addKeyValue("withoutMeaning", state.withoutMeaning())
                    .log("Search entries written anew");
        }
    }
}
