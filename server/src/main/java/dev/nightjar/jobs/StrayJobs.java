package dev.nightjar.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Brings back work that a clock which was ahead for a while put into the future: it would wait for as long as the clock was
 * wrong. What is due later than its kind ever is was put there by such a clock.
 */
@Component
@Lazy(false)
class StrayJobs {

    private static final Logger log = LoggerFactory.getLogger(StrayJobs.class);

    private static final long EVERY_MILLISECONDS = 60_000;

    /** Nodes do not agree on the time to the second. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JobRunner runner;
    private final JobRunner.JobKinds kinds;

    /** As db-scheduler, which knows the machine's own time only. */
    private final Clock clock = Clock.systemUTC();

    StrayJobs(JdbcClient jdbc, JobRunner runner, JobRunner.JobKinds kinds) {
        this.jdbc = jdbc;
        this.runner = runner;
        this.kinds = kinds;
    }

    /** Looks for them where jobs run, by a timer that a jump of the clock does not move. */
    @Scheduled(fixedDelay = EVERY_MILLISECONDS)
    void bringBack() {
        if (!runner.isRunning()) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        int due = bringBackDue(now);
        int running = bringBackHeartbeats(now);
        if (due + running > 0) {
            log.atWarn()
                    .addKeyValue("waiting", due)
                    .addKeyValue("running", running)
                    .log("Jobs of a clock that was ahead brought back");
            runner.wake();
        }
    }

    private int bringBackDue(Timestamp now) {
        Map<String, Duration> waits = longestWaits();
        return jdbc.sql("""
                        update scheduled_tasks set execution_time = :now
                        from unnest(:names, :seconds) as kind (name, seconds)
                        where task_name = kind.name and not picked
                          and execution_time > cast(:now as timestamptz) + make_interval(secs => kind.seconds)
                        """)
                .param("now", now)
                .param("names", waits.keySet().toArray(String[]::new))
                .param(
                        "seconds",
                        waits.values().stream().map(StrayJobs::seconds).toArray(Double[]::new))
                .update();
    }

    /** Else a job whose process is killed would be taken for running until then. */
    private int bringBackHeartbeats(Timestamp now) {
        return jdbc.sql("update scheduled_tasks set last_heartbeat = :now where picked and last_heartbeat > :later")
                .param("now", now)
                .param("later", Timestamp.from(now.toInstant().plus(SKEW)))
                .update();
    }

    private Map<String, Duration> longestWaits() {
        Map<String, Duration> waits = new LinkedHashMap<>();
        kinds.jobs().forEach(job -> waits.put(job.name(), job.longestWait()));
        kinds.recurring().forEach(one -> waits.put(one.name(), one.every()));
        return waits;
    }

    private static double seconds(Duration wait) {
        return wait.plus(SKEW).toSeconds();
    }
}
