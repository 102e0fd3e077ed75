package dev.nightjar.search;

/**
 * What a text means, as a direction in 384 dimensions: texts of similar meaning point alike. Each part is a signed byte,
 * so that the whole is 127 long, near enough. Pure.
 */
final class Meaning {

    /** How many parts a direction has. */
    static final int PARTS = 384;

    /** A direction of length 127·SCALE would use all of a byte in its largest part; few parts are larger than a fifth. */
    private static final double SCALE = 127 * 4;

    private Meaning() {}

    /** Any direction of any length but zero, as bytes. */
    static byte[] of(float[] direction) {
        double length = 0;
        for (float part : direction) {
            length += (double) part * part;
        }
        double scale = SCALE / Math.sqrt(Math.max(length, 1e-12));
        byte[] parts = new byte[direction.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (byte) Math.clamp(Math.round(direction[i] * scale), -127, 127);
        }
        return parts;
    }

    /** The length of a direction. */
    static double length(byte[] parts) {
        long sum = 0;
        for (byte part : parts) {
            sum += part * part;
        }
        return Math.sqrt(sum);
    }
}
