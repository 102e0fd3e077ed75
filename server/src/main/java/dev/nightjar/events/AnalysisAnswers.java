package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.queue.QueueListener;
import dev.nightjar.queue.QueueMessage;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.UnreadableMessageException;
import dev.nightjar.queue.WhenQueued;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes the answers of workers. Each may come twice, late or in another order: only the awaited attempt counts. */
@Component
@WhenQueued(Role.API)
class AnalysisAnswers implements QueueListener {

    private static final int AT_ONCE = 2;

    private final AnalysisResults results;
    private final AnalysisRepeats repeats;
    private final WorkersVisionHealth vision;
    private final JsonMapper json;

    AnalysisAnswers(AnalysisResults results, AnalysisRepeats repeats, WorkersVisionHealth vision, JsonMapper json) {
        this.results = results;
        this.repeats = repeats;
        this.vision = vision;
        this.json = json;
    }

    @Override
    public List<String> queues() {
        return List.of(ClipAnalysed.QUEUE);
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public void take(QueueMessage message) {
        switch (read(message)) {
            case ClipAnalysed.Done done -> {
                results.take(done);
                // without a vision model nothing is asked in vain
                vision.asked(done.findings().notHeard() == null);
            }
            case ClipAnalysed.Failed failed -> results.take(failed);
            case ClipAnalysed.Regrant regrant -> repeats.regrant(regrant);
            case ClipAnalysed.Unfinished unfinished -> repeats.unfinished(unfinished);
        }
    }

    private ClipAnalysed read(QueueMessage message) {
        try {
            return json.readValue(message.body(), ClipAnalysed.class);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw new UnreadableMessageException("Not the result of an analysis", unreadable);
        }
    }
}
