package dev.nightjar.storage.internal;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import dev.nightjar.storage.ClipStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key by which a managed identity signs grants. The store gives it for a time; it is asked for a new one well before
 * the end, so that grants outlive no key, and goes on with the old one when it does not answer meanwhile.
 */
final class DelegationKeys {

    private static final Logger log = LoggerFactory.getLogger(DelegationKeys.class);

    /** The store gives none for longer than seven days. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private static final Duration RENEWED_BEFORE_END = Duration.ofHours(12);

    /** Machines do not agree on the time to the second. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final BlobServiceClient service;
    private final Clock clock;
    private @Nullable UserDelegationKey key;
    private Instant nextTry = Instant.MIN;

    DelegationKeys(BlobServiceClient service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** A key that outlives any grant that is signed now. */
    synchronized UserDelegationKey current() {
        Instant now = clock.instant();
        UserDelegationKey known = key;
        if (known != null && (!endsWithin(known, RENEWED_BEFORE_END, now) || now.isBefore(nextTry))) {
            return known;
        }
        nextTry = now.plus(BETWEEN_TRIES);
        try {
            UserDelegationKey renewed = service.getUserDelegationKey(
                    now.minus(SKEW).atOffset(ZoneOffset.UTC), now.plus(LIFETIME).atOffset(ZoneOffset.UTC));
            key = renewed;
            log.atInfo().addKeyValue("until", renewed.getSignedExpiry()).log("Key for grants renewed");
            return renewed;
        } catch (RuntimeException failure) {
            if (known == null || endsWithin(known, ClipStore.LONGEST_GRANT, now)) {
                throw failure;
            }
            log.atWarn().setCause(failure).log("Key for grants could not be renewed; the one of before is used");
            return known;
        }
    }

    private static boolean endsWithin(UserDelegationKey key, Duration time, Instant now) {
        return !now.plus(time).isBefore(key.getSignedExpiry().toInstant());
    }
}
