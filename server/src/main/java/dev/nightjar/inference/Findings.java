package dev.nightjar.inference;

import java.util.List;

/**
 * What was seen in a clip.
 *
 * @param summary one sentence, 140 characters at most
 * @param title 60 characters at most
 * @param concern 0 nothing, 1 worth a look, 2 look now
 * @param engine which analyser spoke, such as {@code nanodet}
 * @param frames how many frames were looked at
 */
public record Findings(
        List<Label> labels,
        String summary,
        String title,
        List<Observation> observations,
        int concern,
        List<String> tags,
        String engine,
        String model,
        int frames,
        double tookSeconds) {

    /**
     * A kind of thing that was seen.
     *
     * @param confidence 0 to 1
     * @param firstSeenSeconds from the start of the clip
     * @param count the most that were seen at once
     */
    public record Label(String name, double confidence, double firstSeenSeconds, int count) {}

    /** Something that was seen at a second of the clip. */
    public record Observation(double atSeconds, String text) {}
}
