package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clips that no camera makes, through the real ffmpeg: more than its list of formats is needed against them. Each ends in
 * an answer; {@link NanodetAnalyzerTest} has those that are merely broken.
 */
class HostileClipTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final InferenceSettings SETTINGS = TestSettings.inference(LIMIT);

    private final ClipReader reader =
            new ClipReader(DrawnClip.FFMPEG, new Fence(new NetworkFence(), SETTINGS), SETTINGS);
    private final LazyModel model = new LazyModel();

    @TempDir
    private Path folder;

    @AfterEach
    void closeTheModel() {
        model.close();
    }

    @Test
    void aClipOfAHundredThousandFramesIsRefusedBeforeTheyAreKept() throws IOException {
        Path one = clip("one.webm", 2, "-c:v", "libvpx", "-b:v", "1M");
        Path many = folder.resolve("many.webm");
        DrawnClip.ffmpeg(
                "-stream_loop", "49999", "-i", one.toString(), "-c", "copy", "-bsf:v", "setts=ts=N", many.toString());

        assertRefused(() -> look(many), "tooManyFrames", "clipTooLong");
    }

    @Test
    void aClipThatClaimsPicturesOf20000By20000IsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(
                clip("clip.webm", 3, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"));
        int sync = indexOf(bytes, new byte[] {0x49, (byte) 0x83, 0x42});
        int side = 20_000 - 1;
        // sixteen bits each for width and height, half a byte after the sync code
        bytes[sync + 3] = (byte) ((bytes[sync + 3] & 0xf0) | (side >> 12));
        bytes[sync + 4] = (byte) (side >> 4);
        bytes[sync + 5] = (byte) (((side & 0xf) << 4) | (side >> 12));
        bytes[sync + 6] = (byte) (side >> 4);
        bytes[sync + 7] = (byte) (((side & 0xf) << 4) | (bytes[sync + 7] & 0xf));

        assertRefused(() -> look(write(bytes)), "pictureTooLarge", "brokenClip");
    }

    @Test
    void aClipUnderAWrongNameIsWhatItIs() throws IOException, UnreadableClip {
        Path webm = clip("clip.webm", 5, "-c:v", "libvpx", "-b:v", "1M");
        Path calledMp4 = Files.move(webm, folder.resolve("clip.mp4"));

        assertThat(look(calledMp4).frames()).isNotEmpty();
    }

    @Test
    void videosInOtherFormsAreRefusedWhateverTheyAreCalled() throws IOException {
        for (String form : List.of("avi", "flv", "mpegts", "nut", "h264")) {
            Path other = folder.resolve("other-" + form);
            Path h264 = clip("clip-" + form + ".mp4", 5);
            DrawnClip.ffmpeg("-i", h264.toString(), "-c", "copy", "-f", form, other.toString());

            assertRefused(() -> look(Files.copy(other, folder.resolve(form + ".mp4"))), "notAVideo");
        }
    }

    @Test
    void aClipThatIsAlsoSomethingElseIsOnlyAClip() throws IOException, UnreadableClip {
        byte[] clip = Files.readAllBytes(clip("clip.mp4", 5));
        Path secret = clip("secret.mp4", 5);
        String playlist = "\n#EXTM3U\n#EXTINF:1,\nfile:%s\n#EXT-X-ENDLIST\n".formatted(secret);

        assertThat(look(write(concat(clip, text(playlist), archive())))
                        .details()
                        .durationSeconds())
                .isLessThan(1);
        assertRefused(() -> look(write(concat(text(playlist), clip))), "notAVideo");
        assertRefused(() -> look(write(concat(archive(), clip))), "notAVideo");
    }

    @Test
    void playlistsInDisguiseReadNothing() throws IOException {
        Path secret = clip("secret.mp4", 5);
        for (String list : List.of(
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%s'\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>%s</BaseURL></MPD>",
                "[playlist]\nFile1=%s\nNumberOfEntries=1\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=%s\nm=video 9 RTP/AVP 96\n")) {
            assertRefused(() -> look(write(text(list.formatted(secret)))), "notAVideo");
        }
    }

    @Test
    void aStreamThatNeverSaysThatItEndsIsCutOff() throws IOException {
        byte[] live = Files.readAllBytes(clip("live.webm", 20, "-c:v", "libvpx", "-b:v", "1M", "-live", "1"));
        int cluster = indexOf(live, new byte[] {0x1f, 0x43, (byte) 0xb6, 0x75});
        Path endless = folder.resolve("endless.webm");
        try (OutputStream output = Files.newOutputStream(endless)) {
            output.write(live);
            while (Files.size(endless) < 48L * 1024 * 1024) {
                output.write(live, cluster, live.length - cluster);
            }
        }

        // whatever it looks like, it is answered, and neither the answer nor what leads there grows with the file
        assertThatCode(() -> look(endless))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).isInstanceOf(UnreadableClip.class));
    }

    @Test
    void aClipOfNothingButZerosIsRefused() throws IOException {
        assertRefused(() -> look(write(new byte[5_000_000])), "notAVideo");
        assertRefused(() -> look(write(new byte[0])), "emptyClip");
    }

    @Test
    void aClipCutOffAnywhereIsAnswered() throws IOException {
        byte[] whole = Files.readAllBytes(clip("whole.webm", 20, "-c:v", "libvpx", "-b:v", "1M"));
        for (int part = 1; part < 8; part++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * part / 8);
            assertThatCode(() -> look(write(cut)))
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure).isInstanceOf(UnreadableClip.class));
        }
    }

    private ClipLook look(Path clip) throws IOException, UnreadableClip {
        return ClipLook.at(clip, 0, reader, model, SETTINGS, LIMIT, (seconds, picture) -> {});
    }

    private static void assertRefused(ThrowingCallable look, String... codes) {
        assertThatThrownBy(look)
                .isInstanceOfSatisfying(
                        UnreadableClip.class,
                        unreadable -> assertThat(unreadable.code()).isIn((Object[]) codes));
    }

    private Path clip(String name, int frames, String... encoding) throws IOException {
        return DrawnClip.of(320, 180)
                .encodedBy(encoding)
                .write(folder.resolve(name), frames, i -> DrawnPicture.room(320, 180));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("written.mp4"), content);
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.write(text("<script>alert(1)</script>"));
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalStateException("The encoder writes something else than this test expects");
    }
}
