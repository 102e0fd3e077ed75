package dev.nightjar.inference.internal;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.TimedAnalysis;
import dev.nightjar.queue.MessageQueue;
import dev.nightjar.queue.QueueListener;
import dev.nightjar.queue.QueueMessage;
import dev.nightjar.queue.Role;
import dev.nightjar.queue.UnreadableMessageException;
import dev.nightjar.queue.WhenQueued;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A worker: takes clips from the queue and answers each, whatever comes of it. */
@Component
@WhenQueued(Role.WORKER)
class ClipListener implements QueueListener {

    private static final Logger LOG = LoggerFactory.getLogger(ClipListener.class);

    private final TimedAnalysis analysis;
    private final MessageQueue queue;
    private final InferenceSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ClipListener(TimedAnalysis analysis, MessageQueue queue, InferenceSettings settings, JsonMapper json, Clock clock) {
        this.analysis = analysis;
        this.queue = queue;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<String> queues() {
        return List.of(AnalyzeClip.QUEUE);
    }

    @Override
    public int atOnce() {
        return settings.clipsAtOnce();
    }

    @Override
    public void take(QueueMessage message) {
        AnalyzeClip clip = read(message);
        ClipAnalysed result = result(clip);
        Map<String, String> ids = Map.of(
                "account", clip.account().toString(),
                "event", clip.event().toString(),
                "attempt", clip.attempt());
        queue.send(ClipAnalysed.QUEUE, ids, result);
    }

    /** A clip that waited too long is not even fetched: its grants have run out. */
    private ClipAnalysed result(AnalyzeClip clip) {
        if (!clock.instant().isBefore(clip.deadline())) {
            return new ClipAnalysed.Regrant(clip.account(), clip.event(), clip.attempt());
        }
        try {
            return analysis.of(clip, settings.analysisLimit());
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("event", clip.event())
                    .addKeyValue("attempt", clip.attempt())
                    .log("Analysis failed");
            String cause = failure.getCause() == null ? failure.toString() : failure + ": " + failure.getCause();
            return new ClipAnalysed.Unfinished(clip.account(), clip.event(), clip.attempt(), cause);
        }
    }

    private AnalyzeClip read(QueueMessage message) {
        try {
            return json.readValue(message.body(), AnalyzeClip.class);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw new UnreadableMessageException("Not a clip to look at", unreadable);
        }
    }
}
