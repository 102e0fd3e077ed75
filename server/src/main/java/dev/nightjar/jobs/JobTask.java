package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** A job as db-scheduler sees it: bounded tries with growing waits, then dead. */
final class JobTask<T> {

    private static final Logger log = LoggerFactory.getLogger(JobTask.class);
    private static final Duration BURIAL_RETRY = Duration.ofMinutes(1);

    private final Job<T> job;
    private final TransactionOperations transactions;

    JobTask(Job<T> job, TransactionOperations transactions) {
        this.job = job;
        this.transactions = transactions;
    }

    Task<T> task() {
        return Tasks.oneTime(job.name(), job.payload())
                .onFailure(this::failed)
                // a job that ends its process each time must not come back for ever: being lost counts as a try
                .onDeadExecution(this::failed)
                .execute((instance, context) -> job.run(instance.getData()));
    }

    private void failed(ExecutionComplete completed, ExecutionOperations<T> operations) {
        int failures = completed.getExecution().consecutiveFailures + 1;
        Exception cause = cause(completed);
        if (failures >= job.tries()) {
            bury(completed, operations, cause);
            return;
        }
        Duration wait = Backoff.after(
                failures, job.firstRetry(), ThreadLocalRandom.current().nextDouble());
        log.atWarn()
                .setCause(cause)
                .addKeyValue("job", job.name())
                .addKeyValue("id", completed.getExecution().getId())
                .addKeyValue("failures", failures)
                .addKeyValue("waitSeconds", wait.toSeconds())
                .log("Job failed and is tried again");
        operations.reschedule(completed, completed.getTimeDone().plus(wait));
    }

    private void bury(ExecutionComplete completed, ExecutionOperations<T> operations, Exception cause) {
        String id = completed.getExecution().getId();
        log.atError()
                .setCause(cause)
                .addKeyValue("job", job.name())
                .addKeyValue("id", id)
                .log("Job is dead");
        try {
            // one transaction: who sees the state that dead() wrote can schedule the same id anew
            transactions.executeWithoutResult(status -> {
                job.dead(payload(completed), cause);
                operations.remove();
            });
        } catch (RuntimeException exception) {
            Instant again = completed.getTimeDone().plus(BURIAL_RETRY);
            log.atError()
                    .setCause(exception)
                    .addKeyValue("job", job.name())
                    .addKeyValue("id", id)
                    .log("What follows from a dead job failed");
            operations.reschedule(completed, again);
        }
    }

    private T payload(ExecutionComplete completed) {
        return job.payload().cast(completed.getExecution().taskInstance.getData());
    }

    private static Exception cause(ExecutionComplete completed) {
        Throwable thrown = completed.getCause().orElse(null);
        if (thrown instanceof Exception exception) {
            return exception;
        }
        return new JobLostException("The job's program ended or failed while it ran", thrown);
    }
}
