package dev.nightjar.events;

import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.Analyzer;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import dev.nightjar.storage.BlobKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Sees a person in every clip, unless it was told otherwise for an event. */
@TestComponent
@Primary
class FakeAnalyzer implements Analyzer {

    private final Map<EventId, Function<AnalyzeClip, ClipAnalysed>> answers = new ConcurrentHashMap<>();
    private final List<AnalyzeClip> asked = new CopyOnWriteArrayList<>();

    /** What to do with the clips of that event. */
    void answer(EventId event, Function<AnalyzeClip, ClipAnalysed> answer) {
        answers.put(event, answer);
    }

    /** The clips of that event which were to be looked at, in their order. */
    List<AnalyzeClip> asked(EventId event) {
        return asked.stream().filter(clip -> clip.event().equals(event)).toList();
    }

    @Override
    public ClipAnalysed analyze(AnalyzeClip clip) {
        asked.add(clip);
        return answers.getOrDefault(clip.event(), FakeAnalyzer::person).apply(clip);
    }

    /** A person was seen; no poster. */
    static ClipAnalysed person(AnalyzeClip clip) {
        return new ClipAnalysed.Done(clip.account(), clip.event(), clip.attempt(), findings(), 18, null);
    }

    /** A person was seen, and a model that should have told of it did not. */
    static ClipAnalysed personInOtherWords(AnalyzeClip clip) {
        Findings findings = findings()
                .without(new Findings.NotHeard("vlm", "none", "tookTooLong", "The model took too long."), null);
        return new ClipAnalysed.Done(clip.account(), clip.event(), clip.attempt(), findings, 18, null);
    }

    static ClipAnalysed notAVideo(AnalyzeClip clip) {
        return new ClipAnalysed.Failed(
                clip.account(), clip.event(), clip.attempt(), "notAVideo", "The clip is not a video.");
    }

    static Findings findings() {
        return new Findings(
                List.of(new Findings.Label("person", 0.82, 1.5, 1)),
                "A person, for about 6 s.",
                "A person",
                List.of(new Findings.Observation(1.5, "A person is first seen.")),
                1,
                List.of("person"),
                "fake",
                "none",
                8,
                0.1);
    }

    /** A person was seen, and the poster lies there. */
    static ClipAnalysed done(AnalyzeClip clip, BlobKey poster) {
        return new ClipAnalysed.Done(clip.account(), clip.event(), clip.attempt(), findings(), 18, poster);
    }
}
