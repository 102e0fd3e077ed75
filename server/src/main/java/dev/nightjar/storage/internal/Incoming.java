package dev.nightjar.storage.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Where a process keeps what it has not received in full. Several may share the folder of clips, so each has a place of its own,
 * held by a lock that ends with the process; whoever starts clears the places that nobody holds.
 */
final class Incoming implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path lockFile;
    private final FileChannel lock;
    private final Path folder;

    /**
     * @param all where the places of all processes are; made when it is missing
     */
    Incoming(Path all) throws IOException {
        Files.createDirectories(all);
        clear(all);
        String name = UUID.randomUUID().toString();
        lockFile = all.resolve(name + LOCK);
        lock = hold(lockFile);
        folder = Files.createDirectory(all.resolve(name));
    }

    /** The place of this process. */
    Path folder() {
        return folder;
    }

    /** Removes the place with all that is in it. */
    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.deleteIfExists(lockFile);
        lock.close();
    }

    /** Another that starts may take the file for one that nobody holds, before it is held, and delete it. */
    private static FileChannel hold(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            if (Files.exists(file)) {
                return channel;
            }
            channel.close();
        }
    }

    private static void clear(Path all) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(all)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(LOCK)) {
                    clearUnlessHeld(entry);
                } else if (!Files.exists(Path.of(entry + LOCK))) {
                    // of a release that had one place for all
                    FileSystemUtils.deleteRecursively(entry);
                }
            }
        }
    }

    private static void clearUnlessHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                FileSystemUtils.deleteRecursively(Path.of(file.toString().replaceFirst("\\.lock$", "")));
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException held) {
            // by this very process
            return;
        }
    }
}
