package dev.nightjar.inference.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Where clips lie while they are looked at: each process has a part of its own, since several may share the data folder.
 * What a crash left there is cleared at the next start of any.
 */
final class WorkFolder {

    private final Path root;

    WorkFolder(Path shared) throws IOException {
        this.root = shared.resolve(Long.toString(ProcessHandle.current().pid()));
        FileSystemUtils.deleteRecursively(root);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(Files.createDirectories(shared))) {
            for (Path part : parts) {
                if (!isOfRunningProcess(part.getFileName().toString())) {
                    FileSystemUtils.deleteRecursively(part);
                }
            }
        }
    }

    private static boolean isOfRunningProcess(String name) {
        return name.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(name)).isPresent();
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
