package dev.nightjar;

import dev.nightjar.inference.internal.PersonClip;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What a phone announces of a clip of {@link PersonClip}'s length, for tests that speak HTTP. */
final class Announced {

    /** What began the event. */
    static final Map<String, Object> TRIGGER = Map.of("type", "motion", "score", 0.03, "doubt", false);

    private Announced() {}

    /** The body of an announcement in a session. */
    static Map<String, Object> of(String session, byte[] clip) {
        return Map.of(
                "sessionId", session, "at", "2026-03-01T08:00:02.000Z", "trigger", TRIGGER, "clip", described(clip));
    }

    private static Map<String, Object> described(byte[] clip) {
        return Map.of(
                "durationSeconds",
                PersonClip.SECONDS,
                "preSeconds",
                2,
                "postSeconds",
                PersonClip.SECONDS - 2,
                "bytes",
                clip.length,
                "contentType",
                "video/mp4",
                "sha256",
                sha256(clip));
    }

    private static String sha256(byte[] clip) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(clip));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
