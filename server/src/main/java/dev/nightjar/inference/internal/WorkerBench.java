package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long the analysis of a clip takes, from the file to the findings and the poster. Run as
 * {@code taskset -c 0 java -cp … dev.nightjar.inference.internal.WorkerBench CLIP}; the last line is one JSON object. The
 * first analysis loads the model and is reported apart.
 */
final class WorkerBench {

    private static final int TIMES = 5;

    private WorkerBench() {}

    public static void main(String[] arguments) throws IOException, UnreadableClip {
        if (arguments.length != 1 || !Files.isRegularFile(Path.of(arguments[0]))) {
            System.err.println("Usage: bench worker CLIP, where CLIP is an MP4 or WebM file.");
            System.exit(2);
            return;
        }
        Path clip = Path.of(arguments[0]).toAbsolutePath();
        InferenceSettings settings =
                new Binder(List.of()).bindOrCreate("nightjar.inference", Bindable.of(InferenceSettings.class));
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "nightjar-bench-cache");
        FfmpegFiles files = new FfmpegFiles(cache);
        files.folder();
        ClipReader reader = new ClipReader(files, new Fence(new NetworkFence(), settings), settings);
        try (LazyModel model = new LazyModel()) {
            Took first = measure(clip, reader, model, settings);
            List<Took> later = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                later.add(measure(clip, reader, model, settings));
            }
            report(reader.details(clip, Duration.ofMinutes(1)), first, later);
        }
    }

    /** An analysis, and how much of it was the model. */
    private record Took(double seconds, double modelSeconds) {

        double besidesModel() {
            return seconds - modelSeconds;
        }
    }

    private static Took measure(Path clip, ClipReader reader, LazyModel model, InferenceSettings settings)
            throws IOException, UnreadableClip {
        long start = System.nanoTime();
        ClipLook look = ClipLook.at(clip, 10, reader, model, settings, Duration.ofMinutes(1), (seconds, picture) -> {});
        look.poster().jpeg();
        look.strip().jpeg();
        return new Took((System.nanoTime() - start) / 1e9, look.modelSeconds());
    }

    private static void report(ClipDetails clip, Took first, List<Took> later) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bench", "worker");
        result.put("durationSeconds", Telling.rounded(clip.durationSeconds()));
        result.put("width", clip.width());
        result.put("height", clip.height());
        result.put("firstSeconds", Telling.rounded(first.seconds()));
        result.put("medianSeconds", median(later, Took::seconds));
        result.put("medianModelSeconds", median(later, Took::modelSeconds));
        result.put("medianBesidesModelSeconds", median(later, Took::besidesModel));
        result.put(
                "worstBesidesModelSeconds",
                Telling.rounded(
                        later.stream().mapToDouble(Took::besidesModel).max().orElseThrow()));
        result.put("times", TIMES);
        System.out.println(JsonMapper.builder().build().writeValueAsString(result));
    }

    private static double median(List<Took> all, ToDoubleFunction<Took> figure) {
        return Telling.rounded(all.stream().mapToDouble(figure).sorted().toArray()[all.size() / 2]);
    }
}
