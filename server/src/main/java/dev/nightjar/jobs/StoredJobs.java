package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Jobs as rows of db-scheduler's table, written through the caller's connection. */
@Component
class StoredJobs implements Jobs {

    private final SchedulerClient client;
    private final JdbcClient jdbc;
    private final JobPayloads payloads;
    private final JobRunner runner;

    /** What is due is judged by the machine's own time, so that a moved test clock holds nothing back. */
    private final Clock clock = Clock.systemUTC();

    StoredJobs(DataSource dataSource, JdbcClient jdbc, JobPayloads payloads, JobRunner runner) {
        this.jdbc = jdbc;
        this.payloads = payloads;
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
        // one statement, where the scheduler's own way asks first whether there is one: each event passes here
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                        values (:job, :id, :payload, :time, false, 1) on conflict do nothing
                        """)
                .param("job", job.name())
                .param("id", id)
                .param("payload", payloads.serialize(payload))
                .param("time", Timestamp.from(time))
                .update();
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
        if (wait.compareTo(job.longestWait()) > 0) {
            throw new IllegalArgumentException("A job %s never waits for %s".formatted(job.name(), wait));
        }
        scheduleAt(job, id, payload, clock.instant().plus(wait));
    }

    @Override
    public boolean pending(Job<?> job, String id) {
        return client.getScheduledExecution(TaskInstanceId.of(job.name(), id)).isPresent();
    }
}
