package dev.nightjar.events;

import dev.nightjar.inference.Analyzer;
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
    private final Analyzer analyzer;
    private final AnalysisResults results;
    private final EventsSettings settings;

    LocalAnalysis(AnalysisOrders orders, Analyzer analyzer, AnalysisResults results, EventsSettings settings) {
        this.orders = orders;
        this.analyzer = analyzer;
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
        ClipAnalysed result = TimedAnalysis.of(
                orders.order(begun, settings.analysisDeadline()), analyzer, settings.analysisDeadline());
        switch (result) {
            case ClipAnalysed.Regrant _ ->
                throw new IllegalStateException("A grant ran out before the clip was looked at");
            case ClipAnalysed.Unfinished unfinished -> throw new IllegalStateException(unfinished.cause());
            case ClipAnalysed.Done _, ClipAnalysed.Failed _ -> results.take(result);
        }
    }
}
