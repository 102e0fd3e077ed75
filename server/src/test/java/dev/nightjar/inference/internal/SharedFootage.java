package dev.nightjar.inference.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real footage and pictures, which lie outside of the repository; a test that needs them says so where they are absent. */
final class SharedFootage {

    private SharedFootage() {}

    /** The folder of hand-labelled pictures. */
    static Path frames() {
        return folder("NIGHTJAR_FRAMES", "../../shared/frames");
    }

    /** The folder of videos with their ground truth. */
    static Path footage() {
        return folder("NIGHTJAR_FOOTAGE", "../../shared/footage");
    }

    private static Path folder(String variable, String standard) {
        Path folder = Path.of(Optional.ofNullable(System.getenv(variable)).orElse(standard));
        assumeTrue(Files.isDirectory(folder), () -> "There is no footage at %s; set %s.".formatted(folder, variable));
        return folder;
    }
}
