package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What follows when a worker came to no result: another attempt, or after several the end of the round. */
@Component
class AnalysisRepeats {

    private static final Logger log = LoggerFactory.getLogger(AnalysisRepeats.class);

    private final EventMoves moves;
    private final AnalysisJob job;
    private final Jobs jobs;
    private final DeadLetters deadLetters;
    private final JsonMapper json;
    private final Clock clock;

    AnalysisRepeats(
            EventMoves moves, AnalysisJob job, Jobs jobs, DeadLetters deadLetters, JsonMapper json, Clock clock) {
        this.moves = moves;
        this.job = job;
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.json = json;
        this.clock = clock;
    }

    /** A grant ran out while the clip waited: it is sent again at once, which counts for nothing. */
    @Transactional
    public void regrant(ClipAnalysed.Regrant answer) {
        moves.endAttempt(answer.account(), answer.event(), answer.attempt(), false, now())
                .ifPresent(ended -> jobs.schedule(job, ended.nextId(), ended.due()));
    }

    /** Tries again after a growing wait, and gives the round up in the end. */
    @Transactional
    public void unfinished(ClipAnalysed.Unfinished answer) {
        moves.endAttempt(answer.account(), answer.event(), answer.attempt(), true, now())
                .ifPresent(ended -> repeat(ended, answer.cause()));
    }

    private void repeat(EndedAttempt ended, String cause) {
        log.atWarn()
                .addKeyValue("event", ended.due().event())
                .addKeyValue("attempt", ended.attempt())
                .addKeyValue("failures", ended.failures())
                .log("Analysis failed on a worker");
        if (ended.failures() < job.retries().most()) {
            Duration wait = job.retries().firstWait().multipliedBy(1L << ended.failures());
            jobs.scheduleAt(
                    job,
                    ended.nextId(),
                    ended.due(),
                    Instant.ofEpochMilli(clock.millis()).plus(wait));
            return;
        }
        String payload = json.writeValueAsString(ended.due());
        deadLetters.add(job.name(), ended.nextId(), payload, cause);
        job.dead(ended.due(), new IllegalStateException(cause));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
