package dev.nightjar.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the operator's commands show: the token of the settings, else one that is made at the first start and kept in a
 * file which nobody else can read. Kept in memory as a hash only.
 */
@Component
public class OperatorToken {

    private static final Logger log = LoggerFactory.getLogger(OperatorToken.class);
    private static final String PREFIX = "njo_";

    /** A shorter one could be guessed. */
    private static final int SHORTEST = 32;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] hash;

    OperatorToken(OperatorSettings settings) throws IOException {
        String set = settings.token();
        String token = set == null || set.isBlank() ? readOrCreate(settings.file()) : set.strip();
        if (token.length() < SHORTEST) {
            throw new IllegalStateException(
                    "The operator's token has %d characters; it needs %d or more.".formatted(token.length(), SHORTEST));
        }
        this.hash = Secrets.hash(token);
    }

    /** Whether it is the operator's; takes as long for every wrong one. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(hash, Secrets.hash(token));
    }

    private static String readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        return Files.readString(file).strip();
    }

    /** By way of a second file, so that a crash never leaves half a token. */
    private static void create(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft =
                Files.createTempFile(folder, "operator", ".draft", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(
                    draft, PREFIX + Secrets.random() + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
            log.atInfo().addKeyValue("file", file).log("Operator's token made");
        } catch (FileAlreadyExistsException another) {
            // another start was faster; its token counts
        } finally {
            Files.delete(draft);
        }
    }
}
