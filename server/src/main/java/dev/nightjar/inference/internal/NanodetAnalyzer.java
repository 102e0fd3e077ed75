package dev.nightjar.inference.internal;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.Analyzer;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.Findings;
import dev.nightjar.inference.internal.UnreadableClip.Reason;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ClipStore;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.UploadGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at clips with NanoDet: labels, a sentence made of them, a poster. Only so many at once as the settings say. */
@Component
final class NanodetAnalyzer implements Analyzer {

    private static final Logger LOG = LoggerFactory.getLogger(NanodetAnalyzer.class);

    private final ClipStore store;
    private final ClipReader reader;
    private final WorkFolder folders;
    private final InferenceSettings settings;
    private final Clock clock;
    private final Semaphore permits;
    private final LazyModel model;

    NanodetAnalyzer(
            ClipStore store,
            ClipReader reader,
            LazyModel model,
            WorkFolder folders,
            InferenceSettings settings,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.model = model;
        this.folders = folders;
        this.settings = settings;
        this.clock = clock;
        this.permits = new Semaphore(settings.atOnce());
    }

    @Override
    public ClipAnalysed analyze(AnalyzeClip clip) {
        return analyze(clip, (seconds, picture) -> {});
    }

    /** As {@link #analyze(AnalyzeClip)}, for somebody who wants to see the pictures too. */
    ClipAnalysed analyze(AnalyzeClip clip, PictureListener pictures) {
        try {
            permits.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while other clips were looked at", interrupted);
        }
        try {
            return toldOf(clip, folders.with(folder -> inFolder(clip, folder, pictures)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            permits.release();
        }
    }

    /** Where a sound was the trigger and nothing is to be seen, that is said, and not that something moved. */
    private static ClipAnalysed toldOf(AnalyzeClip clip, ClipAnalysed result) {
        AnalyzeClip.Context context = clip.context();
        boolean onlyHeard = context != null
                && context.trigger().equals("sound")
                && result instanceof ClipAnalysed.Done done
                && done.findings().labels().isEmpty();
        return onlyHeard && result instanceof ClipAnalysed.Done done
                ? done.with(Telling.onlyHeard(done.findings()))
                : result;
    }

    private ClipAnalysed inFolder(AnalyzeClip clip, Path folder, PictureListener pictures) throws IOException {
        try {
            Path file = folder.resolve("clip");
            store.download(clip.clip(), file);
            return look(clip, file, pictures);
        } catch (NoSuchFileException gone) {
            return failed(clip, new UnreadableClip(Reason.MISSING));
        } catch (GrantRefused refused) {
            return new ClipAnalysed.Regrant(clip.account(), clip.event(), clip.attempt());
        } catch (UnreadableClip unreadable) {
            return failed(clip, unreadable);
        }
    }

    private ClipAnalysed look(AnalyzeClip clip, Path file, PictureListener pictures)
            throws IOException, UnreadableClip {
        long start = System.nanoTime();
        ClipLook look = ClipLook.at(file, clip.triggerSeconds(), reader, model, settings, timeLeft(clip), pictures);
        BlobKey poster = upload(clip.posterKey(), clip.poster(), look.poster().jpeg());
        ClipAnalysed.Strip strip = upload(clip.strip(), look.strip());
        Findings findings = findings(look.frames(), (System.nanoTime() - start) / 1e9);
        LOG.atInfo()
                .addKeyValue("event", clip.event())
                .addKeyValue("labels", findings.labels().size())
                .addKeyValue("tookSeconds", findings.tookSeconds())
                .log("Clip analysed");
        double duration = Telling.rounded(look.details().durationSeconds());
        return new ClipAnalysed.Done(
                clip.account(), clip.event(), clip.attempt(), findings, duration, poster, strip, null);
    }

    private ClipAnalysed.@Nullable Strip upload(AnalyzeClip.@Nullable Artifact wanted, Strip strip) throws IOException {
        if (wanted == null) {
            return null;
        }
        BlobKey key = upload(wanted.key(), wanted.leave(), strip.jpeg());
        return key == null ? null : new ClipAnalysed.Strip(key, strip.frames());
    }

    /** Null when the picture is larger than its grant allows: an event without a picture is better than none. */
    private @Nullable BlobKey upload(BlobKey key, UploadGrant leave, byte[] jpeg) throws IOException {
        if (jpeg.length > leave.maximumBytes()) {
            return null;
        }
        store.upload(leave, jpeg);
        return key;
    }

    private static Findings findings(List<SeenFrame> seen, double tookSeconds) {
        List<Sighting> sightings = Sighting.of(seen);
        List<Findings.Label> labels = sightings.stream()
                .map(sighting -> new Findings.Label(
                        sighting.name(),
                        Telling.rounded(sighting.confidence()),
                        Telling.rounded(sighting.firstSeconds()),
                        sighting.count()))
                .toList();
        return new Findings(
                labels,
                Telling.summary(sightings),
                Telling.title(sightings),
                Telling.observations(sightings, seen.getLast().seconds()),
                0,
                List.of(),
                "nanodet",
                NanodetModel.NAME,
                seen.size(),
                Telling.rounded(tookSeconds));
    }

    private static ClipAnalysed failed(AnalyzeClip clip, UnreadableClip unreadable) {
        LOG.atInfo()
                .addKeyValue("event", clip.event())
                .addKeyValue("code", unreadable.code())
                .log("Clip cannot be analysed");
        return new ClipAnalysed.Failed(
                clip.account(), clip.event(), clip.attempt(), unreadable.code(), unreadable.sentence());
    }

    private Duration timeLeft(AnalyzeClip clip) {
        Duration left = Duration.between(clock.instant(), clip.deadline());
        if (!left.isPositive()) {
            throw new IllegalStateException("The deadline of the analysis has passed");
        }
        return left.compareTo(settings.wallLimit()) < 0 ? left : settings.wallLimit();
    }
}
