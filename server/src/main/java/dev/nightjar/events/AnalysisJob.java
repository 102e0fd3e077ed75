package dev.nightjar.events;

import dev.nightjar.jobs.Job;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has a clip looked at: each run is a new attempt. */
@Component
class AnalysisJob implements Job<AnalysisDue> {

    private final EventAnalysis analysis;
    private final AnalysisRoute route;

    AnalysisJob(EventAnalysis analysis, AnalysisRoute route) {
        this.analysis = analysis;
        this.route = route;
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
    public Map<String, String> about(AnalysisDue due) {
        return Map.of("event", due.event().toString());
    }

    @Override
    public void run(AnalysisDue due) {
        analysis.begin(due).ifPresent(route::send);
    }

    @Override
    public void dead(AnalysisDue due, Exception cause) {
        analysis.giveUp(
                due, "analysisFailed", "The clip could not be looked at. It can be played, and analysed again.");
    }
}
