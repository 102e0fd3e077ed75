package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Jobs as rows of db-scheduler's table, written through the caller's connection. */
@Component
class StoredJobs implements Jobs {

    private final SchedulerClient client;
    private final JobRunner runner;

    /** What is due is judged by the machine's own time, so that a moved test clock holds nothing back. */
    private final Clock clock = Clock.systemUTC();

    StoredJobs(DataSource dataSource, JobPayloads payloads, JobRunner runner) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .serializer(payloads)
                .build();
        this.runner = runner;
    }

    @Override
    public <T> void schedule(Job<T> job, String id, T payload) {
        scheduleAt(job, id, payload, clock.instant());
    }

    @Override
    public <T> void scheduleAt(Job<T> job, String id, T payload, Instant time) {
        client.scheduleIfNotExists(new TaskInstance<>(job.name(), id, payload), time);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            runner.wake();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                runner.wake();
            }
        });
    }

    @Override
    public <T> void scheduleIn(Job<T> job, String id, T payload, Duration wait) {
        scheduleAt(job, id, payload, clock.instant().plus(wait));
    }

    @Override
    public boolean pending(Job<?> job, String id) {
        return client.getScheduledExecution(TaskInstanceId.of(job.name(), id)).isPresent();
    }
}
