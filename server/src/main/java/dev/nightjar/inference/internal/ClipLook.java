package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What came of looking at a clip.
 *
 * @param frames what each picture shows, in order, at least one
 * @param poster the picture that shows most
 * @param strip all that happens, at a glance
 * @param modelSeconds how long the model looked at the pictures, in all
 */
record ClipLook(ClipDetails details, List<SeenFrame> frames, Poster poster, Strip strip, double modelSeconds) {

    /**
     * Looks at a clip, whatever it holds.
     *
     * @param model opened only when there is a picture to look at
     * @param limit for each of the two times that the clip is read
     * @param pictures hears of each picture that was looked at
     * @throws UnreadableClip when it cannot be looked at
     */
    static ClipLook at(
            Path clip,
            double triggerSeconds,
            ClipReader reader,
            Supplier<NanodetModel> model,
            InferenceSettings settings,
            Duration limit,
            PictureListener pictures)
            throws IOException, UnreadableClip {
        ClipDetails details = reader.details(clip, limit);
        List<Integer> sample = details.sample(triggerSeconds, settings.framesPerSecond(), settings.framesAtMost());
        List<SeenFrame> frames = new ArrayList<>();
        Poster poster = new Poster();
        Strip strip = new Strip();
        AtomicLong modelNanos = new AtomicLong();
        reader.read(clip, details, sample, limit, (index, picture) -> {
            double seconds = details.frameSeconds().get(sample.get(index));
            long begin = System.nanoTime();
            SeenFrame frame = new SeenFrame(seconds, model.get().detect(picture, Sighting.THRESHOLD));
            modelNanos.addAndGet(System.nanoTime() - begin);
            poster.consider(picture, frame.weight(), Math.abs(seconds - triggerSeconds));
            strip.consider(picture);
            frames.add(frame);
            pictures.seen(seconds, picture);
        });
        return new ClipLook(details, List.copyOf(frames), poster, strip, modelNanos.get() / 1e9);
    }
}
