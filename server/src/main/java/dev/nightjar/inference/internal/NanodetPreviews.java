package dev.nightjar.inference.internal;

import dev.nightjar.inference.PreviewAnalyzer;
import dev.nightjar.inference.PreviewLabel;
import dev.nightjar.inference.PreviewLook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Looks at the frames of previews with NanoDet: a few at once, a few more that wait, and no one for long. */
@Component
final class NanodetPreviews implements PreviewAnalyzer {

    private static final long IDLE_SECONDS = 60;

    private final PreviewReader reader;
    private final Supplier<NanodetModel> model;
    private final PreviewSettings settings;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor threads;

    NanodetPreviews(PreviewReader reader, LazyModel model, PreviewSettings settings, MeterRegistry meters) {
        this.reader = reader;
        this.model = model;
        this.settings = settings;
        this.meters = meters;
        // not virtual ones: the model computes in native code, which would hold up the others
        this.threads = new ThreadPoolExecutor(
                settings.atOnce(),
                settings.atOnce(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                Thread.ofPlatform().daemon().name("preview-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public PreviewLook look(List<byte[]> frames, Duration longestWait) {
        Timer.Sample began = Timer.start(meters);
        PreviewLook look = lookInTime(frames, longestWait);
        began.stop(Timer.builder("nightjar.preview")
                .description("how long looking at a preview took, waiting included")
                .tag("outcome", outcome(look))
                .register(meters));
        return look;
    }

    private PreviewLook lookInTime(List<byte[]> frames, Duration longestWait) {
        Future<PreviewLook> task;
        try {
            task = threads.submit(() -> decodeAndDetect(frames));
        } catch (RejectedExecutionException full) {
            return new PreviewLook.Busy();
        }
        try {
            return task.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new PreviewLook.Busy();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Looking at a preview failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new PreviewLook.Busy();
        } finally {
            task.cancel(true);
        }
    }

    private PreviewLook decodeAndDetect(List<byte[]> frames) throws IOException {
        List<Picture> pictures = reader.read(frames, settings.readLimit());
        if (pictures.isEmpty()) {
            return new PreviewLook.Unreadable();
        }
        // the frames of a preview follow each other so fast that their order takes the place of seconds
        List<SeenFrame> seen = IntStream.range(0, pictures.size())
                .mapToObj(i -> new SeenFrame(i, model.get().detect(pictures.get(i), Sighting.THRESHOLD)))
                .toList();
        return new PreviewLook.Seen(Sighting.ofPreview(seen).stream()
                .map(sighting ->
                        new PreviewLabel(sighting.name(), Telling.rounded(sighting.confidence()), sighting.count()))
                .toList());
    }

    private static String outcome(PreviewLook look) {
        return switch (look) {
            case PreviewLook.Seen seen -> seen.labels().isEmpty() ? "nothing" : "seen";
            case PreviewLook.Unreadable _ -> "unreadable";
            case PreviewLook.Busy _ -> "busy";
        };
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
