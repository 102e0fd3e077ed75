package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.inference.ClipAnalysed.Done;
import dev.nightjar.inference.ClipAnalysed.Failed;
import dev.nightjar.inference.Findings;
import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.ReadGrant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Clips that the tests draw, honest and hostile, through the real ffmpeg and the real model. */
class NanodetAnalyzerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");
    private static final BlobKey POSTER = new BlobKey("derived/account/event/1/poster.jpg");
    private static final BlobKey STRIP = new BlobKey("derived/account/event/1/strip.jpg");
    private static final NetworkFence NETWORK = new NetworkFence();

    private final LocalClips clips = new LocalClips();
    private final LazyModel model = new LazyModel();
    private final Path folder;
    private NanodetAnalyzer analyzer;

    NanodetAnalyzerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.analyzer = analyzer(Duration.ofSeconds(60));
    }

    /** Whatever a test fed it, it still does its work. */
    @AfterEach
    void theAnalyserLivesOn() throws IOException {
        analyzer = analyzer(Duration.ofSeconds(60));
        Path clip = DrawnClip.of(320, 180).write(folder.resolve("after.mp4"), 5, i -> DrawnPicture.room(320, 180));
        assertThat(analyze(clip)).isInstanceOf(Done.class);
        Path ofThisProcess = folder.resolve("work/" + ProcessHandle.current().pid());
        assertThat(ofThisProcess).isEmptyDirectory();
        model.close();
    }

    @Test
    void aPersonWhoCrossesTheRoomIsReported() throws IOException {
        Path clip = DrawnClip.of(640, 360).write(folder.resolve("clip.mp4"), 60, crossing(640, 20, 50));
        Done done = done(analyze(clip));
        assertThat(done.durationSeconds()).isCloseTo(6.0, within(0.05));
        Findings findings = done.findings();
        assertThat(findings.labels()).hasSize(1);
        Findings.Label label = findings.labels().getFirst();
        assertThat(label.name()).isEqualTo("person");
        assertThat(label.confidence()).isBetween(0.3, 1.0);
        assertThat(label.firstSeenSeconds()).isBetween(2.0, 3.0);
        assertThat(label.count()).isEqualTo(1);
        assertThat(findings.summary()).matches("(A|Perhaps a) person, for about [23] s\\.");
        assertThat(findings.title()).matches("(A|Perhaps a) person");
        assertThat(findings.observations().getFirst().text()).isEqualTo("A person is seen.");
        assertThat(findings.engine()).isEqualTo("nanodet");
        assertThat(findings.frames()).isBetween(11, 13);
    }

    @Test
    void thePosterIsAJpegOfTheMomentThatShowsMost() throws IOException {
        Path clip = DrawnClip.of(1920, 1080)
                .atFramesPerSecond(4)
                .write(
                        folder.resolve("clip.mp4"),
                        8,
                        i -> i == 6 || i == 4
                                ? DrawnPicture.withPerson(DrawnPicture.room(1920, 1080), 800, 800)
                                : DrawnPicture.room(1920, 1080));
        Done done = done(analyze(clip));
        assertThat(done.poster()).isEqualTo(POSTER);
        BufferedImage poster = ImageIO.read(new ByteArrayInputStream(clips.uploaded.get(POSTER)));
        assertThat(poster.getWidth()).isEqualTo(1280);
        assertThat(poster.getHeight()).isEqualTo(720);
        int jacketRed = (poster.getRGB(595, 340) >> 16) & 0xff;
        int jacketGreen = (poster.getRGB(595, 340) >> 8) & 0xff;
        assertThat(jacketRed - jacketGreen).isGreaterThan(60);
    }

    @Test
    void theStripShowsTheWholeClipInSmallPictures() throws IOException {
        Path clip = DrawnClip.of(640, 360).write(folder.resolve("clip.mp4"), 60, crossing(640, 0, 30));
        Done done = done(analyze(clip));
        assertThat(done.strip()).isEqualTo(new ClipAnalysed.Strip(STRIP, 8));
        BufferedImage strip = ImageIO.read(new ByteArrayInputStream(clips.uploaded.get(STRIP)));
        assertThat(strip.getWidth()).isEqualTo(8 * 160);
        assertThat(strip.getHeight()).isEqualTo(90);
        assertThat(redness(strip.getSubimage(0, 0, 160, 90))).isGreaterThan(60);
        assertThat(redness(strip.getSubimage(7 * 160, 0, 160, 90))).isLessThan(60);
    }

    /** Of the reddest pixel: only the jacket of a person is red. */
    private static int redness(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .map(colour -> ((colour >> 16) & 0xff) - ((colour >> 8) & 0xff))
                .max()
                .orElseThrow();
    }

    @Test
    void aClipThatShowsNothingKnownSaysSo() throws IOException {
        Path clip = DrawnClip.of(640, 360).write(folder.resolve("clip.mp4"), 20, i -> DrawnPicture.room(640, 360));
        Findings findings = done(analyze(clip)).findings();
        assertThat(findings.labels()).isEmpty();
        assertThat(findings.summary()).isEqualTo("Something moved. Nothing was recognised.");
    }

    @Test
    void aSoundWithNothingToSeeIsToldAsASound() throws IOException {
        Path clip = DrawnClip.of(640, 360).write(folder.resolve("clip.mp4"), 20, i -> DrawnPicture.room(640, 360));
        AnalyzeClip.Context context = new AnalyzeClip.Context(
                "Hall", LocalDateTime.parse("2026-03-01T21:00:00"), "UTC", "sound", false, List.of(), null);
        Findings findings = done(analyzer.analyze(job(LocalClips.grant(clip), NOW.plusSeconds(120), context)))
                .findings();
        assertThat(findings.summary()).isEqualTo("A loud sound; nothing seen.");
        assertThat(findings.labels()).isEmpty();
    }

    @Test
    void webmClipsWithoutADurationAreMeasured() throws IOException {
        Path clip = DrawnClip.of(640, 360)
                .encodedBy("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-live", "1")
                .write(folder.resolve("clip.webm"), 40, crossing(640, 10, 40));
        Done done = done(analyze(clip));
        assertThat(done.durationSeconds()).isCloseTo(4.0, within(0.15));
        assertThat(done.findings().labels()).extracting(Findings.Label::name).containsExactly("person");
    }

    @Test
    void vp9AndAv1ClipsAreReadToo() throws IOException {
        Path vp9 = DrawnClip.of(320, 180)
                .encodedBy("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8")
                .write(folder.resolve("vp9.webm"), 10, i -> DrawnPicture.room(320, 180));
        Path av1 = DrawnClip.of(320, 180)
                .encodedBy("-c:v", "libsvtav1", "-preset", "12", "-svtav1-params", "lp=1")
                .write(folder.resolve("av1.mp4"), 10, i -> DrawnPicture.room(320, 180));
        assertThat(analyze(vp9)).isInstanceOf(Done.class);
        assertThat(analyze(av1)).isInstanceOf(Done.class);
    }

    @Test
    void aRealPersonInARealRoomIsReported() {
        Done done = done(analyze(SharedFootage.footage().resolve("dev/p01_room_woman.webm")));
        assertThat(done.findings().labels()).extracting(Findings.Label::name).contains("person");
    }

    @Test
    void anEmptyClipFails() throws IOException {
        assertFails(Files.createFile(folder.resolve("clip.mp4")), "emptyClip");
    }

    @Test
    void aClipCutOffBeforeItsIndexFails() throws IOException {
        byte[] whole =
                Files.readAllBytes(DrawnClip.of(320, 180).write(folder.resolve("whole.mp4"), 20, crossing(320, 0, 20)));
        assertFails(write(Arrays.copyOf(whole, whole.length / 2)), "notAVideo");
    }

    @Test
    void aClipWhosePicturesAreNoiseFails() throws IOException {
        Path clip = DrawnClip.of(320, 180)
                .encodedBy("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime")
                .write(folder.resolve("clip.webm"), 10, crossing(320, 0, 10));
        byte[] bytes = Files.readAllBytes(clip);
        int pictures = indexOf(bytes, new byte[] {(byte) 0x9d, 0x01, 0x2a});
        for (int i = pictures; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 131);
        }
        ClipAnalysed answer = analyze(write(bytes));
        assertThat(answer)
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::code)
                .isIn("brokenClip", "notAVideo");
    }

    @Test
    void aClipThatHardlyEverEndsFails() throws IOException {
        Path clip = DrawnClip.of(320, 180)
                .atFramesPerSecond(0.01)
                .write(folder.resolve("clip.mp4"), 10, i -> DrawnPicture.room(320, 180));
        assertFails(clip, "clipTooLong");
    }

    @Test
    void aClipThatTakesTooLongToReadFails() throws IOException {
        Path clip = DrawnClip.of(1280, 720).write(folder.resolve("clip.mp4"), 30, crossing(1280, 0, 30));
        model.close();
        analyzer = analyzer(Duration.ofMillis(1));
        assertFails(clip, "tookTooLong");
    }

    @Test
    void aClipWithHugePicturesFails() throws IOException {
        Path clip = DrawnClip.of(320, 180)
                .encodedBy("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime")
                .write(folder.resolve("clip.webm"), 3, i -> DrawnPicture.room(320, 180));
        byte[] bytes = Files.readAllBytes(clip);
        byte[] huge = {(byte) 0xff, 0x3f};
        int key = indexOf(bytes, new byte[] {(byte) 0x9d, 0x01, 0x2a, 0x40, 0x01});
        System.arraycopy(huge, 0, bytes, key + 3, 2);
        System.arraycopy(huge, 0, bytes, key + 5, 2);
        replace(bytes, new byte[] {(byte) 0xb0, (byte) 0x82, 0x01, 0x40}, new byte[] {
            (byte) 0xb0, (byte) 0x82, 0x3f, (byte) 0xff
        });
        assertThat(analyze(write(bytes)))
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::code)
                .isIn("pictureTooLarge", "brokenClip");
    }

    @Test
    void aPlaylistThatIsCalledAVideoFailsAndReadsNothing() throws IOException {
        Path secret = DrawnClip.of(320, 180).write(folder.resolve("secret.mp4"), 5, i -> DrawnPicture.room(320, 180));
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:%s\n#EXT-X-ENDLIST\n".formatted(secret);
        assertFails(write(list.getBytes(StandardCharsets.UTF_8)), "notAVideo");
    }

    @Test
    void aListOfFilesThatIsCalledAVideoFailsAndReadsNothing() throws IOException {
        Path secret = DrawnClip.of(320, 180).write(folder.resolve("secret.mp4"), 5, i -> DrawnPicture.room(320, 180));
        String list = "ffconcat version 1.0\nfile '%s'\n".formatted(secret);
        assertFails(write(list.getBytes(StandardCharsets.UTF_8)), "notAVideo");
    }

    @Test
    void textAndPicturesAndSoundAreNoVideos() throws IOException {
        assertFails(write("Dear Sir or Madam,\n".repeat(500).getBytes(StandardCharsets.UTF_8)), "notAVideo");
        Path picture = folder.resolve("picture.jpg");
        ImageIO.write(DrawnPicture.room(320, 180), "jpg", picture.toFile());
        assertFails(picture, "notAVideo");
        Path noise = Files.write(folder.resolve("noise"), new byte[96_000]);
        Path sound = folder.resolve("sound.webm");
        DrawnClip.ffmpeg(
                "-f", "s16le", "-ar", "48000", "-ac", "1", "-i", noise.toString(), "-c:a", "libopus", sound.toString());
        assertFails(sound, "notAVideo");
    }

    @Test
    void picturesInAnotherFormAreRefusedByName() throws IOException {
        Path clip = DrawnClip.of(320, 180)
                .encodedBy("-c:v", "mpeg4")
                .write(folder.resolve("clip.mp4"), 5, i -> DrawnPicture.room(320, 180));
        Failed failed = assertFails(clip, "unsupportedVideo");
        assertThat(failed.text()).contains("mpeg4");
    }

    @Test
    void aClipThatWasDeletedMeanwhileFails() {
        assertFails(folder.resolve("gone.mp4"), "clipMissing");
    }

    @Test
    void anExpiredGrantAsksForNewOnes() {
        ReadGrant expired = new ReadGrant(URI.create(LocalClips.EXPIRED), NOW);
        assertThat(analyzer.analyze(job(expired, NOW.plusSeconds(120)))).isInstanceOf(ClipAnalysed.Regrant.class);
    }

    @Test
    void anAnalysisAfterItsDeadlineIsNotBegun() throws IOException {
        Path clip = DrawnClip.of(320, 180).write(folder.resolve("clip.mp4"), 5, i -> DrawnPicture.room(320, 180));
        assertThatIllegalStateException().isThrownBy(() -> analyzer.analyze(job(LocalClips.grant(clip), NOW)));
    }

    private NanodetAnalyzer analyzer(Duration wallLimit) throws IOException {
        InferenceSettings settings = new InferenceSettings(
                1,
                2,
                24,
                Duration.ofSeconds(180),
                9_000_000,
                wallLimit,
                Duration.ofSeconds(45),
                Duration.ofMinutes(2),
                DataSize.ofGigabytes(1),
                TestVlm.OFF);
        ClipReader reader = new ClipReader(DrawnClip.FFMPEG, new Fence(NETWORK, settings), settings);
        return new NanodetAnalyzer(
                clips,
                reader,
                model,
                new WorkFolder(folder.resolve("work")),
                settings,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private ClipAnalysed analyze(Path clip) {
        return analyzer.analyze(job(LocalClips.grant(clip), NOW.plusSeconds(120)));
    }

    private AnalyzeClip job(ReadGrant grant, Instant deadline) {
        return job(grant, deadline, null);
    }

    private AnalyzeClip job(ReadGrant grant, Instant deadline, AnalyzeClip.@Nullable Context context) {
        return new AnalyzeClip(
                new AccountId(UUID.randomUUID()),
                new EventId(UUID.randomUUID()),
                "1",
                new BlobKey("clips/account/device/event"),
                grant,
                "video/mp4",
                1,
                1.0,
                POSTER,
                clips.grantUpload(POSTER, "image/jpeg", 2_000_000),
                new AnalyzeClip.Artifact(STRIP, clips.grantUpload(STRIP, "image/jpeg", 500_000)),
                null,
                deadline,
                context);
    }

    private static Done done(ClipAnalysed answer) {
        assertThat(answer).isInstanceOf(Done.class);
        return (Done) answer;
    }

    private Failed assertFails(Path clip, String code) {
        ClipAnalysed answer = analyze(clip);
        assertThat(answer)
                .asInstanceOf(type(Failed.class))
                .extracting(Failed::code)
                .isEqualTo(code);
        Failed failed = (Failed) answer;
        assertThat(failed.text()).endsWith(".");
        assertThat(clips.uploaded).isEmpty();
        return failed;
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("clip.mp4"), content);
    }

    /** A room into which somebody comes at one frame, and which they leave before another. */
    private static IntFunction<BufferedImage> crossing(int width, int from, int until) {
        int height = width * 9 / 16;
        return i -> i < from || i >= until
                ? DrawnPicture.room(width, height)
                : DrawnPicture.withPerson(
                        DrawnPicture.room(width, height), width / 5 + (i - from) * width / 80, height * 4 / 5);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalStateException("The encoder writes something else than this test expects");
    }

    private static void replace(byte[] bytes, byte[] wanted, byte[] other) {
        System.arraycopy(other, 0, bytes, indexOf(bytes, wanted), other.length);
    }
}
