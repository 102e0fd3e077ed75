package dev.nightjar.https;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** PEM files in a folder that only their user may enter; each key has mode 0600 from its first byte. */
final class CertificateFiles {

    private final Path folder;

    CertificateFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder);
            Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Key and certificate kept under a name, where there are both. */
    Optional<IssuedCertificate> read(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(IssuedCertificate.fromPem(Files.readString(file)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Written beside and moved: a crash leaves either the old pair or the new one. */
    void write(String name, IssuedCertificate certificate) {
        Path beside = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(beside);
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, certificate.toPem());
            Files.move(beside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".pem");
    }
}
