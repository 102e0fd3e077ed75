package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.queue.MessageQueue;
import dev.nightjar.queue.QueueListener;
import dev.nightjar.queue.QueueMessage;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Takes what the broker gave up, keeps its ids for the operator, and ends the wait of its event. */
@Component
@WhenQueued(Role.API)
class DeadAnalyses implements QueueListener {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ATTEMPT = Pattern.compile("([0-9]{1,9})-[0-9]{1,9}");

    private final MessageQueue queue;
    private final DeadLetters deadLetters;
    private final AnalysisJob job;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    DeadAnalyses(
            MessageQueue queue,
            DeadLetters deadLetters,
            AnalysisJob job,
            TransactionOperations transactions,
            JsonMapper json) {
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.job = job;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public List<String> queues() {
        return queue.deadLettersOf(List.of(AnalyzeClip.QUEUE, ClipAnalysed.QUEUE));
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void take(QueueMessage message) {
        String cause = "The broker gave the message up: it could not be read, or was delivered too often";
        AnalysisDue due = due(message.ids()).orElse(null);
        transactions.executeWithoutResult(status -> {
            String payload = due == null ? null : json.writeValueAsString(due);
            deadLetters.add(message.queue(), message.ids().getOrDefault("attempt", ""), payload, cause);
            if (due != null) {
                job.dead(due, new IllegalStateException(cause));
            }
        });
    }

    /** Empty when the message says not what it is about. */
    private static Optional<AnalysisDue> due(Map<String, String> ids) {
        String account = ids.getOrDefault("account", "");
        String event = ids.getOrDefault("event", "");
        var attempt = ATTEMPT.matcher(ids.getOrDefault("attempt", ""));
        if (!ID.matcher(account).matches() || !ID.matcher(event).matches() || !attempt.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new AnalysisDue(AccountId.of(account), EventId.of(event), Integer.parseInt(attempt.group(1))));
    }
}
