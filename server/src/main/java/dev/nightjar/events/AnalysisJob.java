package dev.nightjar.events;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.Analyzer;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.jobs.Job;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Has a clip looked at. Grants are minted here, when the job runs, so that they have not run out. */
@Component
class AnalysisJob implements Job<AnalysisDue> {

    private static final long LARGEST_POSTER = 4L * 1024 * 1024;

    /** Longer than any analysis may take. */
    private static final Duration GRANT_LIFETIME = Duration.ofMinutes(10);

    private final EventAnalysis analysis;
    private final EventRows rows;
    private final Analyzer analyzer;
    private final ClipStore clips;
    private final EventsSettings settings;
    private final Clock clock;

    AnalysisJob(
            EventAnalysis analysis,
            EventRows rows,
            Analyzer analyzer,
            ClipStore clips,
            EventsSettings settings,
            Clock clock) {
        this.analysis = analysis;
        this.rows = rows;
        this.analyzer = analyzer;
        this.clips = clips;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public Class<AnalysisDue> payload() {
        return AnalysisDue.class;
    }

    @Override
    public void run(AnalysisDue due) {
        StoredEvent event = analysis.begin(due).orElse(null);
        if (event == null) {
            return;
        }
        ClipAnalysed result = withinDeadline(clip(event));
        if (result instanceof ClipAnalysed.Regrant) {
            throw new IllegalStateException("A grant ran out before the clip was looked at");
        }
        if (!analysis.finish(result)) {
            dropLate(result);
        }
    }

    @Override
    public void dead(AnalysisDue due, Exception cause) {
        analysis.giveUp(
                due, "analysisFailed", "The clip could not be looked at. It can be played, and analysed again.");
    }

    private AnalyzeClip clip(StoredEvent stored) {
        Event event = stored.event();
        ClipDescription clip = event.clip();
        String attempt = stored.attempt();
        if (clip == null || attempt == null) {
            throw new IllegalStateException("Without a clip there is no analysis: event " + event.id());
        }
        BlobKey poster = BlobKey.derived(stored.account(), event.id(), attempt, "poster.jpg");
        return new AnalyzeClip(
                stored.account(),
                event.id(),
                attempt,
                stored.clipKey(),
                clips.grantRead(stored.clipKey(), clip.contentType(), GRANT_LIFETIME),
                clip.contentType(),
                clip.bytes(),
                clip.preSeconds(),
                poster,
                clips.grantUpload(poster, ClipStore.PICTURE_TYPE, LARGEST_POSTER),
                Instant.ofEpochMilli(clock.millis()).plus(settings.analysisDeadline()));
    }

    /** An analysis that hangs is interrupted and fails, so that it can be tried again. */
    private ClipAnalysed withinDeadline(AnalyzeClip clip) {
        FutureTask<ClipAnalysed> task = new FutureTask<>(() -> analyzer.analyze(clip));
        // not a virtual one: the model computes in native code, which would hold up the others
        Thread.ofPlatform().daemon().name("analysis-" + clip.event()).start(task);
        try {
            return task.get(settings.analysisDeadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The analysis took longer than " + settings.analysisDeadline(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The analysis failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The analysis was interrupted", e);
        } finally {
            task.cancel(true);
        }
    }

    /** A result nobody waits for leaves nothing behind, unless it is the one that is stored already. */
    private void dropLate(ClipAnalysed result) {
        boolean stored = rows.find(result.account(), result.event())
                .filter(event -> result.attempt().equals(event.attempt()))
                .isPresent();
        if (!stored) {
            clips.deleteAll("derived/%s/%s/%s".formatted(result.account(), result.event(), result.attempt()));
        }
    }
}
