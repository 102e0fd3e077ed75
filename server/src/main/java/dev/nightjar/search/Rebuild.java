package dev.nightjar.search;

import dev.nightjar.events.EventWalk;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has all entries written anew, as after an update that reads findings in another way. */
@Service
public class Rebuild {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private final RebuildRows rows;
    private final RebuildJob job;
    private final EventWalk walk;
    private final Clock clock;

    Rebuild(RebuildRows rows, RebuildJob job, EventWalk walk, Clock clock) {
        this.rows = rows;
        this.job = job;
        this.walk = walk;
        this.clock = clock;
    }

    /** How far the run that goes on, or the last one, has come. */
    public RebuildState state() {
        return rows.get();
    }

    /** Begins a run; one that is unfinished goes on instead. */
    @Transactional
    public RebuildState start() {
        UUID run = UUID.randomUUID();
        if (rows.begin(run, Instant.ofEpochMilli(clock.millis()), walk.count())) {
            log.atInfo().addKeyValue("run", run).log("Search entries are written anew");
        }
        return goOn();
    }

    /** A run that was never begun, as after the update that brought the search, or whose job was given up. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public RebuildState goOn() {
        RebuildState state = rows.get();
        if (state.finishedAt() == null) {
            job.schedule(state);
        }
        return state;
    }
}
