package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.transaction.support.TransactionOperations;

/** A job as db-scheduler sees it: bounded tries with growing waits, then dead. */
final class JobTask<T> {

    private static final Logger log = LoggerFactory.getLogger(JobTask.class);
    private static final Duration BURIAL_RETRY = Duration.ofMinutes(1);

    /** What follows from a dead job is tried for an hour; what stays undone is left to housekeeping. */
    private static final int MOST_BURIALS = 60;

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
            bury(completed, operations, cause, failures - job.tries());
            return;
        }
        Duration wait = Backoff.after(
                failures, job.firstRetry(), ThreadLocalRandom.current().nextDouble());
        about(log.atWarn().setCause(cause), completed)
                .addKeyValue("failures", failures)
                .addKeyValue("waitSeconds", wait.toSeconds())
                .log("Job failed and is tried again");
        operations.reschedule(completed, completed.getTimeDone().plus(wait));
    }

    private void bury(
            ExecutionComplete completed, ExecutionOperations<T> operations, Exception cause, int failedBurials) {
        about(log.atError().setCause(cause), completed).log("Job is dead");
        Optional<T> payload = payload(completed);
        if (payload.isEmpty() || failedBurials >= MOST_BURIALS) {
            about(log.atError(), completed).log("Nothing follows from the dead job");
            operations.remove();
            return;
        }
        try {
            // one transaction: who sees the state that dead() wrote can schedule the same id anew
            transactions.executeWithoutResult(status -> {
                job.dead(payload.get(), cause);
                operations.remove();
            });
        } catch (RuntimeException exception) {
            about(log.atError().setCause(exception), completed).log("What follows from a dead job failed");
            operations.reschedule(completed, completed.getTimeDone().plus(BURIAL_RETRY));
        }
    }

    private LoggingEventBuilder about(LoggingEventBuilder line, ExecutionComplete completed) {
        return line.addKeyValue("job", job.name())
                .addKeyValue("id", completed.getExecution().getId());
    }

    /** Nothing when it cannot be read, as after a downgrade: no number of tries would help. */
    private Optional<T> payload(ExecutionComplete completed) {
        try {
            return Optional.ofNullable(
                    job.payload().cast(completed.getExecution().taskInstance.getData()));
        } catch (RuntimeException unreadable) {
            about(log.atError().setCause(unreadable), completed).log("The payload of a job cannot be read");
            return Optional.empty();
        }
    }

    private static Exception cause(ExecutionComplete completed) {
        Throwable thrown = completed.getCause().orElse(null);
        if (thrown instanceof Exception exception) {
            return exception;
        }
        return new JobLostException("The job's program ended or failed while it ran", thrown);
    }
}
