package dev.nightjar.inference.internal;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.VisionHealth;
import dev.nightjar.storage.BlobKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The analyser with the real detector and the real HTTP client, before a stub of the model's server. */
final class VlmTesting implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

    private static final BlobKey POSTER = new BlobKey("derived/account/event/1/poster.jpg");

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final LocalClips clips = new LocalClips();
    private final LazyModel model = new LazyModel();
    private final NanodetAnalyzer detector;
    private final VlmAnalyzer analyzer;

    VlmTesting(Path folder, URI address, Duration timeLimit) throws IOException {
        this(folder, TestVlm.settings(VlmServer.VLLM, address, timeLimit));
    }

    VlmTesting(Path folder, VlmSettings vlm) throws IOException {
        InferenceSettings settings = new InferenceSettings(
                1,
                2,
                24,
                Duration.ofSeconds(180),
                9_000_000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(45),
                Duration.ofMinutes(2),
                DataSize.ofGigabytes(1),
                vlm);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        ClipReader reader = new ClipReader(DrawnClip.FFMPEG, new Fence(new NetworkFence(), settings), settings);
        detector = new NanodetAnalyzer(clips, reader, model, new WorkFolder(folder.resolve("work")), settings, clock);
        analyzer = new VlmConfiguration().vlmAnalyzer(detector, settings, new JsonMapper(), metrics(), clock);
    }

    /** What comes of the clip, as the events module gets it. */
    ClipAnalysed analyze(Path clip, String... instructions) {
        return analyze(clip, "motion", instructions);
    }

    ClipAnalysed analyze(Path clip, String trigger, String... instructions) {
        return analyzer.analyze(new AnalyzeClip(
                new AccountId(UUID.randomUUID()),
                new EventId(UUID.randomUUID()),
                "1",
                new BlobKey("clips/account/device/event"),
                LocalClips.grant(clip),
                "video/mp4",
                1,
                1.0,
                POSTER,
                clips.grantUpload(POSTER, "image/jpeg", 2_000_000),
                null,
                null,
                NOW.plusSeconds(120),
                new AnalyzeClip.Context(
                        "Kitchen",
                        LocalDateTime.parse("2026-03-01T21:00:00"),
                        "Europe/Berlin",
                        trigger,
                        false,
                        List.of(instructions),
                        null)));
    }

    /** The findings; an analysis never fails for the model's sake. */
    Findings findings(Path clip, String... instructions) {
        return ((ClipAnalysed.Done) analyze(clip, instructions)).findings();
    }

    /** What the detector alone finds. */
    Findings detected(Path clip) {
        return ((ClipAnalysed.Done) detector.analyze(new AnalyzeClip(
                        new AccountId(UUID.randomUUID()),
                        new EventId(UUID.randomUUID()),
                        "1",
                        new BlobKey("clips/account/device/event"),
                        LocalClips.grant(clip),
                        "video/mp4",
                        1,
                        1.0,
                        POSTER,
                        clips.grantUpload(POSTER, "image/jpeg", 2_000_000),
                        null,
                        null,
                        NOW.plusSeconds(120),
                        null)))
                .findings();
    }

    @Override
    public void close() {
        analyzer.close();
        model.close();
    }

    private VlmMetrics metrics() {
        return new VlmMetrics(meters, new VisionHealth());
    }
}
