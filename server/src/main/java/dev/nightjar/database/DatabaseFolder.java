package dev.nightjar.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of the program's own database: readable by its user only, and locked, so that a second program never
 * touches the same cluster.
 */
final class DatabaseFolder implements AutoCloseable {

    private static final int PASSWORD_BYTES = 24;

    private final Path root;
    private final FileChannel lock;

    private DatabaseFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens the folder for this program alone, and makes it when it is not there.
     *
     * @throws DatabaseStartException when another program has it open
     */
    static DatabaseFolder open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new DatabaseStartException(
                        "Another Nightjar uses %s. Stop it first, or choose another folder.".formatted(root));
            }
            return new DatabaseFolder(root, channel);
        } catch (IOException exception) {
            throw new DatabaseStartException("The folder %s cannot be used.".formatted(root), exception);
        }
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path binaries() {
        return root.resolve("postgresql");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    /** The file that holds the password of a role; made with a random one when it is not there. */
    Path passwordFile(String role) {
        Path file = root.resolve(role + ".password");
        if (!Files.exists(file)) {
            writePrivately(file, randomPassword());
        }
        return file;
    }

    String password(String role) {
        try {
            return Files.readString(passwordFile(role));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Deletes a cluster whose creation was cut short: it holds nothing, and cannot be started. */
    void discardUnfinishedCluster() throws IOException {
        if (!Files.exists(finished())) {
            FileSystemUtils.deleteRecursively(cluster());
        }
    }

    /**
     * Removes what a killed server left to say that it runs, once nothing runs. PostgreSQL itself takes the number in it
     * for a running server when another program has it now, or when nobody has collected the dead one yet, and refuses.
     */
    void forgetKilledServer() throws IOException {
        Files.deleteIfExists(cluster().resolve("postmaster.pid"));
    }

    /** Called once the cluster holds all that a start needs. */
    void finishCluster() throws IOException {
        if (!Files.exists(finished())) {
            Files.createFile(finished());
        }
    }

    private Path finished() {
        return root.resolve("cluster.finished");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProgram) {
            return false;
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Written beside and moved, so that a crash leaves either no password or a whole one. */
    private static void writePrivately(Path file, String text) {
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, text);
            Files.move(beside, file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
