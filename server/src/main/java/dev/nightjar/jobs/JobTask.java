package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.transaction.support.TransactionOperations;

/** A job as db-scheduler sees it: bounded tries with growing waits, then dead. */
final class JobTask<T> {

    private static final Logger log = LoggerFactory.getLogger(JobTask.class);

    /** To twice as long, so that not all come back at once. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    private static final Duration BURIAL_RETRY = Duration.ofMinutes(1);

    /** What follows from a dead job is tried for an hour; what stays undone is left to housekeeping. */
    private static final int MOST_BURIALS = 60;

    private final Job<T> job;
    private final TransactionOperations transactions;
    private final Graveyard graveyard;

    JobTask(Job<T> job, TransactionOperations transactions, Graveyard graveyard) {
        this.job = job;
        this.transactions = transactions;
        this.graveyard = graveyard;
    }

    Task<T> task() {
        return Tasks.custom(job.name(), job.payload())
                .onFailure(this::failed)
                // a job that ends its process each time must not come back for ever: being lost counts as a try
                .onDeadExecution(this::failed)
                .execute((instance, context) -> run(instance.getData()));
    }

    private CompletionHandler<T> run(T payload) {
        try {
            job.run(payload);
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (NotNowException away) {
            return (completed, operations) -> {
                about(log.atWarn().setCause(away), completed).log("Job waits for what it needs");
                double jitter = ThreadLocalRandom.current().nextDouble();
                Duration wait = AWAY.plusMillis((long) (AWAY.toMillis() * jitter));
                operations.reschedule(completed, completed.getTimeDone().plus(wait));
            };
        }
    }

    private void failed(ExecutionComplete completed, ExecutionOperations<T> operations) {
        int failures = completed.getExecution().consecutiveFailures + 1;
        Exception cause = cause(completed);
        Optional<T> payload = read(completed);
        if (payload.isEmpty()) {
            removeUnreadable(completed, operations);
            return;
        }
        if (failures >= job.retries().most()) {
            bury(
                    payload.get(),
                    completed,
                    operations,
                    cause,
                    failures - job.retries().most());
            return;
        }
        Duration wait = Backoff.after(
                failures, job.retries().firstWait(), ThreadLocalRandom.current().nextDouble());
        about(log.atWarn().setCause(cause), completed)
                .addKeyValue("failures", failures)
                .addKeyValue("waitSeconds", wait.toSeconds())
                .log("Job failed and is tried again");
        operations.reschedule(completed, completed.getTimeDone().plus(wait));
    }

    /** As after a downgrade: no number of tries would help. */
    private void removeUnreadable(ExecutionComplete completed, ExecutionOperations<T> operations) {
        Exception cause = new IllegalArgumentException(whyUnreadable(completed));
        about(log.atError(), completed)
                .addKeyValue("cause", cause.getMessage())
                .log("The payload of a job cannot be read");
        transactions.executeWithoutResult(status -> {
            graveyard.keep(job, completed.getExecution().getId(), null, cause);
            operations.remove();
        });
    }

    private void bury(
            T payload,
            ExecutionComplete completed,
            ExecutionOperations<T> operations,
            Exception cause,
            int failedBurials) {
        about(log.atError().setCause(cause), completed).log("Job is dead");
        boolean last = failedBurials >= MOST_BURIALS;
        if (last) {
            about(log.atError(), completed).log("Nothing follows from the dead job");
        }
        try {
            // one transaction: who sees the state that dead() wrote can schedule the same id anew
            transactions.executeWithoutResult(status -> {
                if (!last) {
                    job.dead(payload, cause);
                }
                graveyard.keep(job, completed.getExecution().getId(), payload, cause);
                operations.remove();
            });
        } catch (RuntimeException exception) {
            about(log.atError().setCause(exception), completed).log("What follows from a dead job failed");
            operations.reschedule(completed, completed.getTimeDone().plus(BURIAL_RETRY));
        }
    }

    /** Where dead jobs are kept. */
    @FunctionalInterface
    interface Graveyard {

        /** Keeps one; in the transaction that ends it. */
        void keep(Job<?> job, String instance, @Nullable Object payload, Exception cause);
    }

    private LoggingEventBuilder about(LoggingEventBuilder line, ExecutionComplete completed) {
        LoggingEventBuilder about = line.addKeyValue("job", job.name())
                .addKeyValue("id", completed.getExecution().getId());
        for (Map.Entry<String, String> id :
                read(completed).map(job::about).orElse(Map.of()).entrySet()) {
            about = about.addKeyValue(id.getKey(), id.getValue());
        }
        return about;
    }

    private static String whyUnreadable(ExecutionComplete completed) {
        try {
            return "There is %s"
                    .formatted(completed.getExecution().taskInstance.getData() == null ? "none" : "another");
        } catch (RuntimeException unreadable) {
            return Causes.withoutContent(unreadable);
        }
    }

    /** Nothing when it cannot be read. */
    private Optional<T> read(ExecutionComplete completed) {
        try {
            return Optional.ofNullable(
                    job.payload().cast(completed.getExecution().taskInstance.getData()));
        } catch (RuntimeException unreadable) {
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
