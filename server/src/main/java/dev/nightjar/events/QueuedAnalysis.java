package dev.nightjar.events;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.jobs.NotNowException;
import dev.nightjar.queue.MessageQueue;
import dev.nightjar.queue.QueueAwayException;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.WhenQueued;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends clips to workers. They answer by {@link AnalysisAnswers}. */
@Component
@WhenQueued(Role.API)
class QueuedAnalysis implements AnalysisRoute {

    /** For a look at the clip that began at the last moment, and for dead letters that are on their way. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    private final AnalysisOrders orders;
    private final MessageQueue queue;

    QueuedAnalysis(AnalysisOrders orders, MessageQueue queue) {
        this.orders = orders;
        this.queue = queue;
    }

    /** What merely waits for a worker is not lost: only when the broker keeps it no longer is it sent again. */
    @Override
    public Duration patience() {
        return queue.keptFor().plus(AFTERWARDS);
    }

    @Override
    public void send(StoredEvent begun) {
        AnalyzeClip clip = orders.order(begun, queue.keptFor());
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
