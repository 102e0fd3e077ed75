package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nightjar.inference.PreviewLabel;
import dev.nightjar.inference.PreviewLook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that the tests draw, honest and hostile, through the real ffmpeg and the real model. */
class HostilePreviewTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InferenceSettings SETTINGS = TestSettings.inference(Duration.ofSeconds(60));
    private static final Fence FENCE = new Fence(new NetworkFence(), SETTINGS);

    private final LazyModel model = new LazyModel();
    private final Path folder;
    private final WorkFolder folders;
    private NanodetPreviews previews;

    HostilePreviewTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.folders = new WorkFolder(folder.resolve("work"));
        this.previews = previews(2, 8, Duration.ofSeconds(30));
    }

    /** Whatever a test fed it, it still does its work, and leaves nothing. */
    @AfterEach
    void previewsGoOn() {
        assertShowsPerson(look(person()));
        previews.close();
        model.close();
        Path work = folder.resolve("work/" + ProcessHandle.current().pid());
        // a look that nobody waits for any more is ended, and tidies up behind itself
        await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
    }

    @Test
    void aPersonIsSeen() {
        assertShowsPerson(look(person(), person(), person()));
    }

    @Test
    void anEmptyRoomShowsNothing() {
        assertThat(look(room(), room(), room())).isEqualTo(new PreviewLook.Seen(List.of()));
    }

    @Test
    void uprightFramesAndFramesOfOtherSizesAreLookedAt() {
        byte[] upright = DrawnJpeg.of(DrawnPicture.withPerson(DrawnPicture.room(360, 640), 90, 400));
        assertThat(look(upright, person())).isEqualTo(look(upright, person()));
        assertThat(look(upright)).isInstanceOf(PreviewLook.Seen.class);
    }

    @Test
    void theSameFramesGiveTheSameAnswerWhoeverElseAsks() throws Exception {
        PreviewLook alone = look(person());
        List<Callable<PreviewLook>> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            many.add(() -> look(person()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<PreviewLook> look : threads.invokeAll(many)) {
                assertThat(look.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void whatIsNoPictureCannotBeRead() {
        assertUnreadable(text("\u00ff\u00d8\u00ff and then nothing of the kind"));
        assertUnreadable(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        assertUnreadable(Arrays.copyOf(person(), 300));
        assertUnreadable(new byte[200 * 1024]);
        assertUnreadable(new byte[0]);
    }

    @Test
    void anUnreadableFrameAmongOthersHidesNothing() {
        assertThat(look(Arrays.copyOf(person(), 300), person())).isInstanceOf(PreviewLook.Seen.class);
    }

    @Test
    void picturesThatClaimToBeHugeCannotBeRead() {
        assertUnreadable(DrawnJpeg.sized(person(), 20_000, 20_000));
        assertUnreadable(DrawnJpeg.sized(person(), 65_500, 65_500));
        assertUnreadable(DrawnJpeg.sized(person(), 16_000, 16));
        assertUnreadable(DrawnJpeg.sized(person(), 0, 0));
    }

    @Test
    void picturesOfOtherKindsCannotBeReadWhateverTheyAreCalled() throws IOException {
        for (String format : List.of("png", "gif", "bmp")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(DrawnPicture.room(320, 180), format, bytes);
            assertUnreadable(bytes.toByteArray());
        }
        Path clip = DrawnClip.of(320, 180).write(folder.resolve("clip.mp4"), 5, i -> DrawnPicture.room(320, 180));
        assertUnreadable(Files.readAllBytes(clip));
    }

    @Test
    void aPlaylistInDisguiseReadsNothing() throws IOException {
        Path secret = Files.write(folder.resolve("secret.jpg"), person());
        for (String list :
                List.of("#EXTM3U\n#EXTINF:1,\nfile:%s\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '%s'\n", "%s")) {
            assertUnreadable(text(list.formatted(secret)));
        }
    }

    @Test
    void whatFollowsAPictureChangesNothing() {
        byte[] archive = text("PK\u0003\u0004<html><script>alert(1)</script>#EXTM3U\nfile:/etc/passwd\n");
        byte[] polyglot = concat(person(), archive);
        assertThat(look(polyglot)).isEqualTo(look(person()));
    }

    @Test
    void aFrameThatHoldsManyPicturesTakesNoMoreThanItsPlace() {
        byte[] many = room();
        for (int i = 0; i < 5; i++) {
            many = concat(many, many);
        }
        assertThat(look(many)).isEqualTo(new PreviewLook.Seen(List.of()));
    }

    @Test
    void aPictureOfThousandsOfScansIsGivenUp() {
        previews.close();
        previews = previews(2, 8, Duration.ofMillis(50));
        assertThat(look(DrawnJpeg.ofManyScans(640, 200 * 1024))).isInstanceOf(PreviewLook.Unreadable.class);
        previews.close();
        previews = previews(2, 8, Duration.ofSeconds(30));
    }

    @Test
    void whoeverComesWhenAllPlacesAreTakenIsToldSoAtOnce() throws Exception {
        previews.close();
        previews = previews(1, 1, Duration.ofSeconds(30));
        byte[] slow = DrawnJpeg.ofManyScans(640, 200 * 1024);
        List<Callable<PreviewLook>> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(() -> previews.look(List.of(slow), Duration.ofMillis(20)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<PreviewLook> looks = threads.invokeAll(many).stream()
                    .map(HostilePreviewTest::get)
                    .toList();
            assertThat(looks).containsOnly(new PreviewLook.Busy());
        }
        previews.close();
        previews = previews(2, 8, Duration.ofSeconds(30));
    }

    private static PreviewLook get(Future<PreviewLook> look) {
        try {
            return look.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private NanodetPreviews previews(int atOnce, int waiting, Duration readLimit) {
        return new NanodetPreviews(
                new PreviewReader(DrawnClip.FFMPEG, FENCE, folders),
                model,
                new PreviewSettings(atOnce, waiting, readLimit),
                new SimpleMeterRegistry());
    }

    private PreviewLook look(byte[]... frames) {
        return previews.look(List.of(frames), PATIENCE);
    }

    private void assertUnreadable(byte[] frame) {
        assertThat(look(frame)).isInstanceOf(PreviewLook.Unreadable.class);
    }

    private static void assertShowsPerson(PreviewLook look) {
        assertThat(look)
                .isInstanceOfSatisfying(
                        PreviewLook.Seen.class,
                        seen -> assertThat(seen.labels())
                                .extracting(PreviewLabel::name)
                                .containsExactly("person"));
    }

    private static byte[] person() {
        return DrawnJpeg.of(DrawnPicture.withPerson(DrawnPicture.room(640, 360), 250, 220));
    }

    private static byte[] room() {
        return DrawnJpeg.of(DrawnPicture.room(640, 360));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
