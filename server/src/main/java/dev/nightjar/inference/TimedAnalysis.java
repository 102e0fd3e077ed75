package dev.nightjar.inference;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at clips for a limited time. */
public final class TimedAnalysis {

    private TimedAnalysis() {}

    /**
     * An analysis that hangs is interrupted and fails, so that it can be tried again.
     *
     * @throws IllegalStateException when it took longer, was interrupted or failed
     */
    public static ClipAnalysed of(AnalyzeClip clip, Analyzer analyzer, Duration longest) {
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
}
