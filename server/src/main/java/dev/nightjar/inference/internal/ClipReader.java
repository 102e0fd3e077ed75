package dev.nightjar.inference.internal;

import dev.nightjar.inference.internal.UnreadableClip.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads clips by ffmpeg. Clips are hostile input, so it runs behind a {@link Fence} and is told which forms to accept:
 * without that list a playlist that is called a video reads files of this machine.
 */
final class ClipReader {

    private static final List<String> ACCEPTED = List.of(
            "-v", "error",
            "-protocol_whitelist", "file,pipe",
            "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm",
            "-codec_whitelist", "h264,vp8,vp9,libaom-av1,av1,opus,aac");

    /** How ffprobe says that a form is not among the accepted ones; it then describes nothing. */
    private static final Pattern REFUSED_CODEC = Pattern.compile("Codec \\(([\\w-]+)\\) not on whitelist");

    /** For three minutes at 60 frames a second a third of it is needed; read as a tree it takes ten times as much. */
    private static final int LARGEST_DETAILS = 2 * 1024 * 1024;

    private static final int LONG_SIDE = 1280;

    private final FfmpegFiles files;
    private final Fence fence;
    private final InferenceSettings settings;

    ClipReader(FfmpegFiles files, Fence fence, InferenceSettings settings) {
        this.files = files;
        this.fence = fence;
        this.settings = settings;
    }

    /**
     * Reads what the clip says about its pictures.
     *
     * @throws UnreadableClip when it is not a video, or one that is too long or too large
     */
    ClipDetails details(Path clip, Duration limit) throws IOException, UnreadableClip {
        if (Files.size(clip) == 0) {
            throw new UnreadableClip(Reason.EMPTY);
        }
        List<String> command = command("ffprobe");
        command.addAll(List.of("-max_pixels", Integer.toString(settings.largestPicture())));
        command.addAll(List.of("-select_streams", "v:0", "-of", "json=compact=1"));
        command.addAll(List.of(
                "-show_entries",
                "packet=pts_time,duration_time:stream=codec_name,width,height:stream_side_data=rotation:stream_tags="));
        command.add("file:" + clip.getFileName());
        var outcome = fence.run(command, folderOf(clip), limit, output -> output.readNBytes(LARGEST_DETAILS));
        checkTime(outcome, limit);
        if (outcome.value().length == LARGEST_DETAILS) {
            throw new UnreadableClip(Reason.TOO_MANY_FRAMES);
        }
        Matcher refused = REFUSED_CODEC.matcher(outcome.complaints());
        if (refused.find()) {
            throw new UnreadableClip(Reason.UNSUPPORTED, refused.group(1));
        }
        return new ProbeOutput(settings).parse(outcome.value());
    }

    /**
     * Decodes some pictures of the clip, no longer than 1280 pixels on a side, one after the other.
     *
     * @param positions which ones, ascending
     * @param frames gets each picture; only one is in memory at a time
     * @return how many there were: a damaged clip has fewer than it says
     * @throws UnreadableClip when there was none
     */
    int read(Path clip, ClipDetails details, List<Integer> positions, Duration limit, FrameConsumer frames)
            throws IOException, UnreadableClip {
        double scale = Math.min(1, (double) LONG_SIDE / Math.max(details.width(), details.height()));
        int width = even(details.width() * scale);
        int height = even(details.height() * scale);
        List<String> command = command("ffmpeg");
        command.addAll(List.of("-max_pixels", Integer.toString(settings.largestPicture()), "-threads", "1"));
        command.addAll(List.of("-i", "file:" + clip.getFileName(), "-map", "0:v:0"));
        command.addAll(List.of("-filter_threads", "1", "-vf", filter(positions, width, height)));
        command.addAll(List.of("-fps_mode", "passthrough", "-frames:v", Integer.toString(positions.size())));
        command.addAll(List.of("-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        var outcome = fence.run(
                command, folderOf(clip), limit, output -> deliver(output, width, height, positions.size(), frames));
        checkTime(outcome, limit);
        if (outcome.value() == 0) {
            throw new UnreadableClip(Reason.BROKEN);
        }
        return outcome.value();
    }

    private static int deliver(InputStream output, int width, int height, int most, FrameConsumer frames)
            throws IOException {
        int count = 0;
        while (count < most) {
            byte[] pixels = output.readNBytes(width * height * 3);
            if (pixels.length < width * height * 3) {
                return count;
            }
            frames.accept(count, new Picture(width, height, pixels));
            count++;
        }
        return count;
    }

    private static String filter(List<Integer> positions, int width, int height) {
        String chosen = positions.stream().map("eq(n,%d)"::formatted).collect(Collectors.joining("+"));
        return "select='%s',scale=%d:%d:flags=area".formatted(chosen, width, height);
    }

    private List<String> command(String executable) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(files.folder().resolve(executable).toString());
        command.addAll(ACCEPTED);
        return command;
    }

    /** A child that used up its processor time is ended by the system, as one that used up its wall time is by us. */
    private static void checkTime(Fence.Outcome<?> outcome, Duration limit) throws UnreadableClip {
        int endedBySystem = 128 + 9;
        int warnedBySystem = 128 + 24;
        if (outcome.tookTooLong() || outcome.exitCode() == endedBySystem || outcome.exitCode() == warnedBySystem) {
            throw new UnreadableClip(Reason.TOO_SLOW, Math.max(1, limit.toSeconds()));
        }
    }

    private static Path folderOf(Path clip) {
        return Objects.requireNonNull(clip.toAbsolutePath().getParent());
    }

    private static int even(double length) {
        return Math.max(2, (int) Math.round(length / 2) * 2);
    }

    /** Takes a picture and its place among those that were asked for. */
    @FunctionalInterface
    interface FrameConsumer {
        void accept(int index, Picture picture);
    }
}
