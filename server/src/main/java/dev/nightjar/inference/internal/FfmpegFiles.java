package dev.nightjar.inference.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.springframework.util.FileSystemUtils;

/** The ffmpeg executables that the program brings along, written once to the data folder, where they can be run. */
final class FfmpegFiles {

    private static final String PACKAGE = "/org/bytedeco/ffmpeg/linux-x86_64/";
    private static final String VERSION = "/META-INF/maven/org.bytedeco/ffmpeg/pom.properties";
    /** Ours: see tools/ffmpeg. */
    private static final String DEVICES = "/ffmpeg/linux-x86_64/libavdevice.so.62";

    private static final List<String> FILES = List.of(
            "ffmpeg",
            "ffprobe",
            "libavcodec.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libswresample.so.6",
            "libswscale.so.9",
            "libdrm.so.2",
            "libva.so.2",
            "libva-drm.so.2");

    private final Path cache;

    /**
     * @param cache a folder that may be deleted at any time while the program does not run
     */
    FfmpegFiles(Path cache) {
        this.cache = cache;
    }

    /** The folder with the executables and their libraries; the first call of a version writes 65 MB. */
    synchronized Path folder() throws IOException {
        Path folder = cache.resolve("ffmpeg-" + version()).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            write(folder);
        }
        return folder;
    }

    /** Under another name first, so that a folder of the right name is always whole. */
    private void write(Path folder) throws IOException {
        Files.createDirectories(cache);
        Path draft = Files.createTempDirectory(cache, "draft");
        try {
            for (String file : FILES) {
                copy(PACKAGE + file, draft.resolve(file));
            }
            copy(DEVICES, draft.resolve("libavdevice.so.62"));
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream content = open(resource)) {
            Files.copy(content, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream content = open(VERSION)) {
            properties.load(content);
        }
        return properties.getProperty("version");
    }

    private static InputStream open(String resource) throws IOException {
        InputStream content = FfmpegFiles.class.getResourceAsStream(resource);
        if (content == null) {
            throw new FileNotFoundException("The program lacks " + resource);
        }
        return content;
    }
}
