package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes due jobs from the table and runs them. Starts last and stops first, waiting for what runs. */
@Component
class JobRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    /** What a lane does not know is the work of another. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final JobSettings settings;
    private final DataSource dataSource;
    private final JobPayloads payloads;
    private final TransactionTemplate transactions;
    private final JobKinds kinds;
    private final ObjectProvider<DeadLetters> deadLetters;
    private volatile List<Scheduler> lanes = List.of();

    JobRunner(
            JobSettings settings,
            DataSource dataSource,
            JobPayloads payloads,
            PlatformTransactionManager transactions,
            JobKinds kinds,
            ObjectProvider<DeadLetters> deadLetters) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.payloads = payloads;
        this.transactions = new TransactionTemplate(transactions);
        this.kinds = kinds;
        this.deadLetters = deadLetters;
    }

    /** Looks for due jobs now instead of at the next poll. */
    void wake() {
        lanes.forEach(Scheduler::triggerCheckForDueExecutions);
    }

    @Override
    public void start() {
        if (!settings.run()) {
            log.atWarn().log("Jobs are not run here");
            return;
        }
        Map<String, List<Job<?>>> byLane = kinds.jobs().stream().collect(Collectors.groupingBy(Job::lane));
        // what recurs runs there
        byLane.computeIfAbsent(Job.MAIN_LANE, lane -> List.of());
        List<Scheduler> starting = new ArrayList<>();
        byLane.forEach((lane, jobs) -> starting.add(build(lane, jobs)));
        starting.forEach(Scheduler::start);
        lanes = List.copyOf(starting);
    }

    @Override
    public void stop() {
        List<Scheduler> running = lanes;
        lanes = List.of();
        // all at once: each waits for what it runs
        running.parallelStream().forEach(Scheduler::stop);
    }

    @Override
    public boolean isRunning() {
        return !lanes.isEmpty();
    }

    /** All lanes share one table; each takes the kinds that it knows, and leaves the others alone. */
    private Scheduler build(String lane, List<Job<?>> jobs) {
        List<Task<?>> tasks = new ArrayList<>();
        jobs.forEach(job -> tasks.add(new JobTask<>(job, transactions, this::keep).task()));
        List<RecurringTask<Void>> recurring = lane.equals(Job.MAIN_LANE)
                ? kinds.recurring().stream().map(JobRunner::task).toList()
                : List.of();
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
                .startTasks(recurring)
                .serializer(payloads)
                .threads(settings.threads())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .pollingInterval(settings.poll())
                .shutdownMaxWait(settings.drain())
                .deleteUnresolvedAfter(NEVER)
                // each failure is logged once, by JobTask
                .failureLogging(LogLevel.OFF, false)
                .enableImmediateExecution()
                .build();
    }

    private void keep(Job<?> job, String instance, @Nullable Object payload, Exception cause) {
        if (!job.keptWhenDead()) {
            return;
        }
        String json = payload == null ? null : new String(payloads.serialize(payload), StandardCharsets.UTF_8);
        deadLetters.getObject().add(job.name(), instance, json, Causes.of(cause));
    }

    private static RecurringTask<Void> task(Recurring recurring) {
        FixedDelay schedule = FixedDelay.of(recurring.every());
        FailureHandler<Void> again = new FailureHandler.OnFailureReschedule<>(schedule);
        return Tasks.recurring(recurring.name(), schedule)
                .onFailure((completed, operations) -> {
                    log.atError()
                            .setCause(completed.getCause().orElse(null))
                            .addKeyValue("job", recurring.name())
                            .log("Housekeeping failed");
                    again.onFailure(completed, operations);
                })
                .execute((instance, context) -> recurring.run());
    }

    /** All kinds of work that the modules bring; looked up late, because their beans may themselves schedule jobs. */
    @Component
    static class JobKinds {

        private final ObjectProvider<Job<?>> jobs;
        private final ObjectProvider<Recurring> recurring;

        JobKinds(ObjectProvider<Job<?>> jobs, ObjectProvider<Recurring> recurring) {
            this.jobs = jobs;
            this.recurring = recurring;
        }

        List<Job<?>> jobs() {
            return jobs.stream().toList();
        }

        List<Recurring> recurring() {
            return recurring.stream().toList();
        }
    }
}
