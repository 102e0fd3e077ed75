package dev.nightjar.inference;

import dev.nightjar.storage.ClipStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Looks at clips for a limited time, and keeps the findings as a file too. */
@Component
public class TimedAnalysis {

    private final Analyzer analyzer;
    private final ClipStore clips;
    private final JsonMapper json;

    TimedAnalysis(Analyzer analyzer, ClipStore clips, JsonMapper json) {
        this.analyzer = analyzer;
        this.clips = clips;
        this.json = json;
    }

    /**
     * An analysis that hangs is interrupted and fails, so that it can be tried again.
     *
     * @throws IllegalStateException when it took longer, was interrupted or failed
     * @throws UncheckedIOException when the findings could not be written
     */
    public ClipAnalysed of(AnalyzeClip clip, Duration longest) {
        ClipAnalysed result = inTime(clip, longest);
        return result instanceof ClipAnalysed.Done done ? written(clip, done) : result;
    }

    private ClipAnalysed inTime(AnalyzeClip clip, Duration longest) {
        FutureTask<ClipAnalysed> task = new FutureTask<>(() -> analyzer.analyze(clip));
        // not a virtual one: the model computes in native code, which would hold up the others
        Thread.ofPlatform().daemon().name("analysis-" + clip.event()).start(task);
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The analysis took longer than " + longest, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The analysis failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The analysis was interrupted", e);
        } finally {
            task.cancel(true);
        }
    }

    private ClipAnalysed.Done written(AnalyzeClip clip, ClipAnalysed.Done done) {
        AnalyzeClip.Artifact file = clip.findings();
        if (file == null) {
            return done;
        }
        try {
            clips.upload(file.leave(), json.writeValueAsBytes(done.findings()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return done.written(file.key());
    }
}
