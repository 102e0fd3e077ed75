package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Where clips lie while they are looked at. What a crash left there is cleared at the start. */
final class WorkFolder {

    private final Path root;

    WorkFolder(Path root) throws IOException {
        this.root = root;
        FileSystemUtils.deleteRecursively(root);
    }

    /** Runs with a new folder, which is deleted afterwards. */
    <T> T with(FolderUser<T> user) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(root), "clip");
        try {
            return user.use(folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Works with a folder of its own. */
    @FunctionalInterface
    interface FolderUser<T> {
        T use(Path folder) throws IOException;
    }
}
