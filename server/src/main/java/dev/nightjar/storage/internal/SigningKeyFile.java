package dev.nightjar.storage.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs grants: made at the first start, kept in the data folder, readable by nobody else. */
final class SigningKeyFile {

    private static final int LENGTH = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SigningKeyFile() {}

    /** Reads the key, or makes one. */
    static SecretKey readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != LENGTH) {
            throw new IOException(
                    "%s holds %d bytes, not a key of %d. Delete it to have a new one made; grants that are in use then end."
                            .formatted(file, bytes.length, LENGTH));
        }
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** By way of a second file, so that a crash never leaves half a key. */
    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(), "key", ".draft", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.write(draft, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Another start was faster; its key counts.
        } finally {
            Files.delete(draft);
        }
    }
}
