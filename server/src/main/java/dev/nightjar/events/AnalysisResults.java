package dev.nightjar.events;

import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.storage.ClipStore;
import org.springframework.stereotype.Component;

/** Takes what came of a look at a clip. */
@Component
class AnalysisResults {

    private final EventAnalysis analysis;
    private final EventRows rows;
    private final ClipStore clips;

    AnalysisResults(EventAnalysis analysis, EventRows rows, ClipStore clips) {
        this.analysis = analysis;
        this.rows = rows;
        this.clips = clips;
    }

    /** Stores the result; one that nobody waits for leaves nothing behind. */
    void take(ClipAnalysed result) {
        if (!analysis.finish(result)) {
            dropLate(result);
        }
    }

    /** Unless it is the one that is stored already. */
    private void dropLate(ClipAnalysed result) {
        boolean stored = rows.find(result.account(), result.event())
                .filter(event -> result.attempt().equals(event.attempt()))
                .isPresent();
        if (!stored) {
            clips.deleteAll("derived/%s/%s/%s".formatted(result.account(), result.event(), result.attempt()));
        }
    }
}
