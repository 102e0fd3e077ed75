package dev.nightjar.events;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.jobs.Revival;
import dev.nightjar.queue.MessageQueue;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Has clips analysed again whose analysis was given up: in a new round, with new grants. */
@Component
class AnalysisRevival implements Revival {

    private final EventRows rows;
    private final AnalysisQueue analyses;
    private final AnalysisJob job;
    private final ObjectProvider<MessageQueue> queue;
    private final JsonMapper json;

    AnalysisRevival(
            EventRows rows,
            AnalysisQueue analyses,
            AnalysisJob job,
            ObjectProvider<MessageQueue> queue,
            JsonMapper json) {
        this.rows = rows;
        this.analyses = analyses;
        this.job = job;
        this.queue = queue;
        this.json = json;
    }

    @Override
    public boolean caresFor(String kind) {
        List<String> queues = List.of(AnalyzeClip.QUEUE, ClipAnalysed.QUEUE);
        Stream<String> dead = queue.stream().flatMap(one -> one.deadLettersOf(queues).stream());
        return kind.equals(job.name()) || dead.anyMatch(kind::equals);
    }

    @Override
    public boolean revive(String payload) {
        AnalysisDue due = json.readValue(payload, AnalysisDue.class);
        return rows.find(due.account(), due.event())
                .filter(event -> event.round() == due.round())
                .flatMap(event -> analyses.add(due.account(), due.event(), EventState.FAILED))
                .isPresent();
    }
}
