package dev.nightjar.storage.internal;

import dev.nightjar.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

/** Receives blobs: whole, within what the grant allows, and never in the place of another. */
final class BlobWriter {

    private static final int CHUNK = 64 * 1024;

    private final BlobFolder folder;
    private final StorageSettings settings;
    private final Clock clock;

    BlobWriter(BlobFolder folder, StorageSettings settings, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes a blob. Whatever goes wrong, nothing of it stays.
     *
     * @param announced the length that the sender gave, or a negative number
     * @throws FileAlreadyExistsException when there is such a blob
     */
    void write(Grant grant, InputStream body, long announced) throws IOException {
        if (folder.content(grant.key()).isPresent()) {
            throw new FileAlreadyExistsException(grant.key().value());
        }
        checkSize(grant, announced);
        checkSpace(Math.max(announced, 0));
        Path content = begin(grant);
        try {
            String sha256 = receive(grant, body, content);
            folder.publish(folder.seal(content, sha256), grant.key());
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException failure) {
            throw unlessFull(failure);
        } finally {
            folder.discard(content);
        }
    }

    private Path begin(Grant grant) throws IOException {
        try {
            return folder.begin(grant.contentType());
        } catch (IOException failure) {
            throw unlessFull(failure);
        }
    }

    /** A full disk has no exception of its own. */
    private IOException unlessFull(IOException failure) throws IOException {
        checkSpace(CHUNK);
        return failure;
    }

    /** The SHA-256 of what arrived, hexadecimal. */
    private String receive(Grant grant, InputStream body, Path content) throws IOException {
        MessageDigest digest = sha256();
        Instant end = clock.instant().plus(settings.longestUpload());
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (OutputStream output = new DigestOutputStream(Files.newOutputStream(content), digest)) {
            for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
                total += length;
                checkSize(grant, total);
                checkTime(end);
                output.write(chunk, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static void checkSize(Grant grant, long bytes) {
        if (bytes > grant.maximumBytes()) {
            throw Problem.CLIP_TOO_LARGE
                    .because("The clip has more than the %d bytes that the grant allows.", grant.maximumBytes())
                    .withLimit(grant.maximumBytes());
        }
    }

    private void checkTime(Instant end) {
        if (clock.instant().isAfter(end)) {
            throw Problem.GRANT_REFUSED.because(
                    "The upload took longer than %d seconds. Ask for a new grant and send it again.",
                    settings.longestUpload().toSeconds());
        }
    }

    private void checkSpace(long bytes) throws IOException {
        if (folder.freeSpace() - bytes < settings.reservedSpace().toBytes()) {
            throw Problem.STORAGE_FULL.because(
                    "There is no room for this clip on the server's disk. Delete events or make room, then send it again.");
        }
    }
}
