package dev.nightjar.storage.internal;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.internal.Grant.Action;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Turns grants into tokens that nobody else can make, and back. A token is all that its bearer needs. */
final class GrantSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST_TOKEN = 1000;

    /** Clocks are corrected by some seconds while grants are about. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SecretKey key;
    private final Duration longest;
    private final Clock clock;

    /**
     * @param longest no grant is made for longer
     */
    GrantSigner(SecretKey key, Duration longest, Clock clock) {
        this.key = key;
        this.longest = longest;
        this.clock = clock;
    }

    /** The token: what is allowed, and its signature, both fit for an address. */
    String sign(Grant grant) {
        byte[] content = String.join(
                        "\n",
                        grant.action().name(),
                        grant.key().value(),
                        grant.contentType(),
                        Long.toString(grant.maximumBytes()),
                        Long.toString(grant.expiresAt().getEpochSecond()))
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(content) + "." + encoder.encodeToString(signature(content));
    }

    /**
     * The grant in a token.
     *
     * @throws GrantRefused when it was not signed here, has run out, or is for another action or blob
     */
    Grant verify(String token, Action action, String blob) throws GrantRefused {
        Grant grant = read(token);
        if (grant.action() != action || !grant.key().value().equals(blob)) {
            throw new GrantRefused("This grant is for something else.");
        }
        Instant now = clock.instant();
        if (!now.isBefore(grant.expiresAt())) {
            throw new GrantRefused("This grant ran out at %s. Ask for a new one.".formatted(grant.expiresAt()));
        }
        if (now.plus(longest).plus(SKEW).isBefore(grant.expiresAt())) {
            // else a clock that is set back would make good again what ran out hours ago
            throw new GrantRefused("This grant was made under another time. Ask for a new one.");
        }
        return grant;
    }

    private Grant read(String token) throws GrantRefused {
        String[] halves = token.split("\\.", -1);
        if (token.length() > LONGEST_TOKEN || halves.length != 2) {
            throw new GrantRefused("This is not a grant.");
        }
        byte[] content = decode(halves[0]);
        if (!MessageDigest.isEqual(signature(content), decode(halves[1]))) {
            throw new GrantRefused("This grant was not made here.");
        }
        List<String> fields = List.of(new String(content, StandardCharsets.UTF_8).split("\n", -1));
        return new Grant(
                Action.valueOf(fields.get(0)),
                new BlobKey(fields.get(1)),
                fields.get(2),
                Long.parseLong(fields.get(3)),
                Instant.ofEpochSecond(Long.parseLong(fields.get(4))));
    }

    private static byte[] decode(String text) throws GrantRefused {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new GrantRefused("This is not a grant.");
        }
    }

    private byte[] signature(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }
}
