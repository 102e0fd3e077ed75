package dev.nightjar.events;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.jobs.NotNowException;
import dev.nightjar.queue.MessageQueue;
import dev.nightjar.queue.QueueAwayException;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import dev.nightjar.storage.ClipStore;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends clips to workers. They answer by {@link AnalysisAnswers}. */
@Component
@WhenQueued(Role.API)
class QueuedAnalysis implements AnalysisRoute {

    private final AnalysisOrders orders;
    private final MessageQueue queue;

    QueuedAnalysis(AnalysisOrders orders, MessageQueue queue) {
        this.orders = orders;
        this.queue = queue;
    }

    @Override
    public void send(StoredEvent begun) {
        AnalyzeClip clip = orders.order(begun, ClipStore.LONGEST_READ);
        Map<String, String> ids = Map.of(
                "account", clip.account().toString(),
                "event", clip.event().toString(),
                "attempt", clip.attempt());
        try {
            queue.send(AnalyzeClip.QUEUE, ids, clip);
        } catch (QueueAwayException away) {
            throw new NotNowException("The clip could not be sent to the workers", away);
        }
    }
}
