package dev.nightjar.inference.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the frames of a preview. They are hostile input as clips are, so the same {@link Fence} stands around their
 * reader, which takes JPEG pictures one after the other and nothing else, whatever they claim to be.
 */
final class PreviewReader {

    private static final String INPUT = "frames";
    private static final int LONGEST_SIDE = 640;

    private static final List<String> ACCEPTED = List.of(
            "-v", "error",
            "-protocol_whitelist", "file,pipe",
            "-format_whitelist", "jpeg_pipe",
            "-codec_whitelist", "mjpeg",
            "-max_pixels", Integer.toString(LONGEST_SIDE * LONGEST_SIDE),
            "-threads", "1",
            "-f", "jpeg_pipe",
            "-i", "file:" + INPUT);

    private final FfmpegFiles files;
    private final Fence fence;
    private final WorkFolder folders;

    PreviewReader(FfmpegFiles files, Fence fence, WorkFolder folders) {
        this.files = files;
        this.fence = fence;
        this.folders = folders;
    }

    /**
     * The pictures that could be decoded, in order; as many as there are frames, at most. None when the reader took longer
     * than the limit, whatever it had read by then: another time it might be more.
     */
    List<Picture> read(List<byte[]> frames, Duration limit) throws IOException {
        return folders.with(folder -> {
            Path input = folder.resolve(INPUT);
            for (byte[] frame : frames) {
                Files.write(input, frame, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            var outcome = fence.run(command(frames.size()), folder, limit, output -> pictures(output, frames.size()));
            return outcome.tookTooLong() ? List.of() : outcome.value();
        });
    }

    private List<String> command(int frames) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(files.folder().resolve("ffmpeg").toString());
        command.addAll(ACCEPTED);
        command.addAll(List.of("-filter_threads", "1", "-fps_mode", "passthrough"));
        command.addAll(List.of("-frames:v", Integer.toString(frames)));
        command.addAll(List.of("-c:v", "ppm", "-f", "image2pipe", "pipe:1"));
        return command;
    }

    private static List<Picture> pictures(InputStream output, int most) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        while (pictures.size() < most) {
            Picture picture = PortablePixmap.read(output, LONGEST_SIDE);
            if (picture == null) {
                break;
            }
            pictures.add(picture);
        }
        return pictures;
    }
}
