package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.TimedAnalysis;
import dev.nightjar.queue.WhenNotQueued;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks at clips in this process, while the job runs. */
@Component
@WhenNotQueued
class LocalAnalysis implements AnalysisRoute {

    private final AnalysisOrders orders;
    private final TimedAnalysis analysis;
    private final AnalysisResults results;
    private final EventsSettings settings;

    LocalAnalysis(AnalysisOrders orders, TimedAnalysis analysis, AnalysisResults results, EventsSettings settings) {
        this.orders = orders;
        this.analysis = analysis;
        this.results = results;
        this.settings = settings;
    }

    /** All tries of a job with their waits take less. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(30);
    }

    @Override
    public void send(StoredEvent begun) {
        ClipAnalysed result =
                analysis.of(orders.order(begun, settings.analysisDeadline()), settings.analysisDeadline());
        switch (result) {
            case ClipAnalysed.Regrant _ ->
                throw new IllegalStateException("A grant ran out before the clip was looked at");
            case ClipAnalysed.Unfinished unfinished -> throw new IllegalStateException(unfinished.cause());
            case ClipAnalysed.Done _, ClipAnalysed.Failed _ -> results.take(result);
        }
    }
}
