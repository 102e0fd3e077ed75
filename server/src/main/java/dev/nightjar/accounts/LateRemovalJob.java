package dev.nightjar.accounts;

import dev.nightjar.identity.AccountDeleted;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Retries;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes what came to an account after it was deleted: the rows of a request, and the files of an upload, that were
 * under way. Nothing can come after this.
 */
@Component
class LateRemovalJob implements Job<LateRemovalJob.Removed> {

    /** @param account which was deleted */
    record Removed(AccountId account) {}

    private final ApplicationEventPublisher publisher;
    private final TransactionOperations transactions;

    LateRemovalJob(ApplicationEventPublisher publisher, TransactionOperations transactions) {
        this.publisher = publisher;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "late-account-removal";
    }

    @Override
    public Class<Removed> payload() {
        return Removed.class;
    }

    @Override
    public Retries retries() {
        return Retries.FOR_DAYS;
    }

    @Override
    public Duration longestWait() {
        return AccountRemoval.LATE;
    }

    @Override
    public void run(Removed removed) {
        transactions.executeWithoutResult(status -> publisher.publishEvent(new AccountDeleted(removed.account())));
    }
}
