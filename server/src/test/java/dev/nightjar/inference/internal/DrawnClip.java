package dev.nightjar.inference.internal;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Draws clips and has the ffmpeg that we ship encode them: what tests look at is made where they run. */
final class DrawnClip {

    /** Kept between runs, like any cache. */
    static final FfmpegFiles FFMPEG =
            new FfmpegFiles(Path.of(System.getProperty("java.io.tmpdir"), "nightjar-test-cache"));

    private final int width;
    private final int height;
    private double framesPerSecond = 10;
    private final List<String> encoding = new ArrayList<>();

    private DrawnClip(int width, int height) {
        this.width = width;
        this.height = height;
    }

    static DrawnClip of(int width, int height) {
        return new DrawnClip(width, height);
    }

    DrawnClip atFramesPerSecond(double number) {
        framesPerSecond = number;
        return this;
    }

    DrawnClip encodedBy(String... arguments) {
        encoding.addAll(List.of(arguments));
        return this;
    }

    /** Encodes so many pictures; the ending of the target says the container. */
    Path write(Path target, int frames, IntFunction<BufferedImage> drawing) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                FFMPEG.folder().resolve("ffmpeg").toString(),
                "-v",
                "error",
                "-y",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "bgr24",
                "-s",
                width + "x" + height,
                "-r",
                Double.toString(framesPerSecond),
                "-i",
                "pipe:0"));
        command.addAll(encoding.isEmpty() ? List.of("-c:v", "libopenh264", "-b:v", "2M") : encoding);
        command.addAll(List.of("-pix_fmt", "yuv420p", target.toString()));
        Process process = start(command);
        try (OutputStream input = process.getOutputStream()) {
            for (int i = 0; i < frames; i++) {
                input.write(Picture.of(drawing.apply(i)).pixels());
            }
        }
        finish(process, command);
        return target;
    }

    /** Makes a file from others, such as a clip without its pictures. */
    static void ffmpeg(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(FFMPEG.folder().resolve("ffmpeg").toString(), "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        Process process = start(command);
        process.getOutputStream().close();
        finish(process, command);
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LD_LIBRARY_PATH", FFMPEG.folder().toString());
        return builder.start();
    }

    private static void finish(Process process, List<String> command) {
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IllegalStateException("ffmpeg ended with %d: %s".formatted(exitCode, command));
        }
    }
}
