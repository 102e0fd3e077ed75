package dev.nightjar.inference.internal;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.Analyzer;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detector looks first; then a vision-language model puts what is seen into words. When it does not, the detector's stand. */
final class VlmAnalyzer implements Analyzer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VlmAnalyzer.class);

    /** What is left of the time for an answer to be sent on. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final NanodetAnalyzer detector;
    private final InferenceSettings settings;
    private final VlmClient client;
    private final VlmTeller teller;
    private final VlmMetrics metrics;
    private final Clock clock;

    VlmAnalyzer(
            NanodetAnalyzer detector,
            InferenceSettings settings,
            VlmClient client,
            VlmTeller teller,
            VlmMetrics metrics,
            Clock clock) {
        this.detector = detector;
        this.settings = settings;
        this.client = client;
        this.teller = teller;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public ClipAnalysed analyze(AnalyzeClip clip) {
        TimeLimit whole = TimeLimit.of(timeOf(clip));
        VlmFrames frames = new VlmFrames(settings.vlm().largestSide());
        ClipAnalysed detected = detector.analyze(clip, frames);
        if (!(detected instanceof ClipAnalysed.Done done)) {
            return detected;
        }
        VlmEvidence evidence = new VlmEvidence(
                done.durationSeconds(),
                clip.triggerSeconds(),
                frames.chosen(clip.triggerSeconds(), settings.vlm().frames()),
                done.findings().labels(),
                clip.context());
        return done.with(findings(clip, evidence, done.findings(), whole));
    }

    private Findings findings(AnalyzeClip clip, VlmEvidence evidence, Findings detected, TimeLimit whole) {
        long start = System.nanoTime();
        VlmTally tally = new VlmTally();
        String outcome = "interrupted";
        try {
            VlmReply reply = teller.tell(evidence, timeLeft(whole), tally);
            outcome = "told";
            return told(reply, evidence, detected, since(start), tally);
        } catch (VlmFailure failure) {
            outcome = failure.code();
            VlmSettings vlm = settings.vlm();
            return detected.without(
                    new Findings.NotHeard(VlmSettings.ENGINE, vlm.model(), failure.code(), failure.sentence()),
                    tally.tokens());
        } finally {
            metrics.asked(outcome, since(start), tally);
            LOG.atInfo()
                    .addKeyValue("event", clip.event())
                    .addKeyValue("outcome", outcome)
                    .addKeyValue("requests", tally.requests())
                    .addKeyValue("tookSeconds", seconds(since(start)))
                    .log("Vision model asked");
        }
    }

    private Findings told(VlmReply reply, VlmEvidence evidence, Findings detected, Duration took, VlmTally tally) {
        List<String> tags = Stream.concat(reply.tags().stream(), Subjects.in(reply.summary()).stream())
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return new Findings(
                detected.labels(),
                reply.summary(),
                reply.title(),
                reply.observations(),
                reply.concern(),
                tags,
                VlmSettings.ENGINE,
                settings.vlm().model(),
                evidence.frames().size(),
                Telling.rounded(detected.tookSeconds() + seconds(took)),
                reply.details().isEmpty() ? null : reply.details(),
                answer(reply, evidence),
                tally.tokens(),
                null);
    }

    private static Findings.@Nullable Answer answer(VlmReply reply, VlmEvidence evidence) {
        VlmReply.Answer answer = reply.instructions();
        return answer == null ? null : new Findings.Answer(answer.matched(), answer.why(), evidence.instructions());
    }

    /** Whoever wants the result breaks off the analysis when one of these is over. */
    private Duration timeOf(AnalyzeClip clip) {
        Duration left = Duration.between(clock.instant(), clip.deadline());
        Duration longest = settings.analysisLimit();
        return (left.compareTo(longest) < 0 ? left : longest).minus(REST);
    }

    private TimeLimit timeLeft(TimeLimit whole) {
        Duration own = settings.vlm().timeLimit();
        return TimeLimit.of(own.compareTo(whole.left()) < 0 ? own : whole.left());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double seconds(Duration took) {
        return Telling.rounded(took.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        client.close();
    }
}
