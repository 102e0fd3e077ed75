package dev.nightjar.accounts;

import dev.nightjar.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id. Each hash takes memory on purpose, so only a few are made at the same time: a burst
 * of sign-ins waits, or is sent away, but never exhausts the heap.
 */
@Component
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIBIBYTES, PASSES);
    private final Semaphore places;
    private volatile @Nullable String nobody;

    Passwords(AccountSettings settings) {
        this.places = new Semaphore(settings.hashing(), true);
    }

    /** The hash, with salt and parameters in it. Throws {@code BUSY} when too many wait. */
    String hash(String password) {
        return placed(() -> encoder.encode(password));
    }

    /**
     * Whether the password made the hash. Takes as long when there is no hash, so that the time does not tell whether
     * somebody has the e-mail address. Throws {@code BUSY} when too many wait.
     */
    boolean fits(String password, @Nullable String hash) {
        String compared = hash == null ? nobody() : hash;
        boolean same = placed(() -> encoder.matches(password, compared));
        return same && hash != null;
    }

    private String nobody() {
        String made = nobody;
        if (made == null) {
            made = hash("nobody");
            nobody = made;
        }
        return made;
    }

    private <T> T placed(Supplier<T> work) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private static RuntimeException busy() {
        return Problem.BUSY
                .because("Many people sign in right now. Try again in %d seconds.", COME_BACK.toSeconds())
                .withRetryAfter(COME_BACK);
    }
}
