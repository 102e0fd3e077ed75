package dev.nightjar.storage.internal;

import static java.util.Objects.requireNonNull;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.StoredBlob;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Blobs as folders of one file each, such as {@code clips/a/d/e/content.<sha256>.mp4}. The name says the digest and the
 * type, so that content and both appear by one rename; and a folder that holds a file cannot be renamed over, so that no blob is ever replaced.
 */
final class BlobFolder implements AutoCloseable {

    /** Of placing a blob where everything is being deleted, and of deleting where blobs come and go. */
    private static final int MOST_TRIES = 20;

    private static final Map<String, String> ENDINGS =
            Map.of("video/mp4", "mp4", "video/webm", "webm", "image/jpeg", "jpg", "application/json", "json");

    private final Path blobs;
    private final Incoming incoming;

    /** Makes the folders, and clears what earlier runs had begun and not finished. */
    BlobFolder(Path root) throws IOException {
        blobs = Files.createDirectories(root.resolve("blobs"));
        incoming = new Incoming(root.resolve("incoming"));
    }

    /** Clears what is not finished: whoever still receives something when the program ends may not come to its end. */
    @Override
    public void close() throws IOException {
        incoming.close();
    }

    /** Writes a small file and removes it. */
    void tryToWrite() throws IOException {
        if (!Files.isDirectory(blobs)) {
            throw new NoSuchFileException(blobs.toString());
        }
        Path trial = Files.createTempFile(incoming.folder(), "trial", "");
        try {
            Files.write(trial, new byte[1]);
        } finally {
            Files.delete(trial);
        }
    }

    /** A place to write content to before it is published or discarded. */
    Path begin(String contentType) throws IOException {
        return Files.createTempDirectory(incoming.folder(), "blob").resolve("content." + ENDINGS.get(contentType));
    }

    /** Notes the digest of content that is all there; the place where it is from then on. */
    Path seal(Path content, String sha256) throws IOException {
        String name = String.valueOf(content.getFileName());
        return Files.move(content, content.resolveSibling(name.replace("content.", "content." + sha256 + ".")));
    }

    /**
     * Gives finished content its name, durably.
     *
     * @throws FileAlreadyExistsException when there is a blob of that name
     */
    void publish(Path content, BlobKey key) throws IOException {
        sync(content, StandardOpenOption.WRITE);
        Path shelf = place(requireNonNull(content.getParent()), key);
        try {
            sync(shelf, StandardOpenOption.READ);
        } catch (NoSuchFileException deleted) {
            // all that it belongs to was deleted right after
            return;
        }
    }

    /** Moves a blob to where it belongs, which may be deleted meanwhile with all that was there; the folder it is in. */
    private Path place(Path blob, BlobKey key) throws IOException {
        Path target = blobs.resolve(key.value());
        Path shelf = requireNonNull(target.getParent());
        for (int tries = 1; ; tries++) {
            try {
                Files.createDirectories(shelf);
                return requireNonNull(
                        Files.move(blob, target, StandardCopyOption.ATOMIC_MOVE).getParent());
            } catch (FileSystemException refused) {
                if (find(key).isPresent()) {
                    throw new FileAlreadyExistsException(key.value());
                }
                if (!deletedMeanwhile(refused) || tries == MOST_TRIES) {
                    throw refused;
                }
            }
        }
    }

    /** A folder that was there when it was to be made, and is not when it is looked at, counts as well. */
    private static boolean deletedMeanwhile(FileSystemException refused) {
        return refused instanceof NoSuchFileException || refused instanceof FileAlreadyExistsException;
    }

    /** Forgets content that was not published; harmless when it was. */
    void discard(Path content) throws IOException {
        FileSystemUtils.deleteRecursively(requireNonNull(content.getParent()));
    }

    Optional<StoredBlob> find(BlobKey key) throws IOException {
        Optional<Path> content = content(key);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StoredBlob(key, Files.size(content.get()), type(content.get()), sha256(content.get())));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }

    /** The file that holds the blob, or nothing. */
    Optional<Path> content(BlobKey key) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs.resolve(key.value()), "content.*")) {
            for (Path file : files) {
                return Optional.of(file);
            }
            return Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Optional.empty();
        } catch (DirectoryIteratorException interrupted) {
            if (interrupted.getCause() instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw interrupted.getCause();
        }
    }

    /** Deletes a blob, or all blobs below. */
    void delete(BlobKey key) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                FileSystemUtils.deleteRecursively(blobs.resolve(key.value()));
                return;
            } catch (DirectoryNotEmptyException | NoSuchFileException another) {
                // One was published below, or another deletes the same: what it belongs to is gone as well.
                if (tries == MOST_TRIES) {
                    throw another;
                }
            }
        }
    }

    /** Where all that begins with these letters is; they end with a slash. */
    Path path(String prefix) {
        return blobs.resolve(prefix);
    }

    /** Bytes that can still be written. */
    long freeSpace() throws IOException {
        return Files.getFileStore(blobs).getUsableSpace();
    }

    private static String type(Path content) {
        String name = String.valueOf(content.getFileName());
        return ENDINGS.entrySet().stream()
                .filter(ending -> name.endsWith("." + ending.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Not written by this store: " + content));
    }

    /** Blobs of before have none in their name. */
    private static @Nullable String sha256(Path content) {
        String[] parts = String.valueOf(content.getFileName()).split("\\.", -1);
        return parts.length == 3 ? parts[1] : null;
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
