package dev.nightjar.plans;

/** The unit in which quotas are counted: ten seconds of a clip, rounded up for each clip. */
final class Credit {

    static final int SECONDS = 10;

    /** No clip is longer: what says so has a wrong header. */
    private static final double LONGEST_CLIP_SECONDS = 24 * 3600;

    private Credit() {}

    /** How many the analysis of one clip costs: one at least, whatever its header says of its length. */
    static int of(double clipSeconds) {
        double seconds = Double.isNaN(clipSeconds) ? 0 : Math.clamp(clipSeconds, 0, LONGEST_CLIP_SECONDS);
        // in whole milliseconds, so that 20 s which were computed as 20.000000001 cost two
        long milliseconds = Math.round(seconds * 1000);
        return (int) Math.max(1, Math.ceilDiv(milliseconds, SECONDS * 1000L));
    }
}
