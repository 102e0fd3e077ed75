package dev.nightjar.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in a clip.
 *
 * @param summary one sentence, 140 characters at most
 * @param title 60 characters at most
 * @param concern 0 nothing, 1 worth a look, 2 look now
 * @param engine which analyser spoke, such as {@code nanodet}
 * @param frames how many frames were looked at
 * @param details a few sentences more, 600 characters at most, where there is more to tell
 * @param instructions the answer to what the owner wants to be told; null where nothing was asked, or nobody could answer
 * @param tokens what a model counted, also of answers that could not be used
 * @param notHeard the analyser that should have spoken and did not, so that another one's findings stand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        double tookSeconds,
        @Nullable String details,
        @Nullable Answer instructions,
        @Nullable Tokens tokens,
        @Nullable NotHeard notHeard) {

    /** What a detector finds: no more than labels and what is made of them. */
    public Findings(
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
        this(
                labels,
                summary,
                title,
                observations,
                concern,
                tags,
                engine,
                model,
                frames,
                tookSeconds,
                null,
                null,
                null,
                null);
    }

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

    /**
     * Whether the clip shows what the owner wants to be told.
     *
     * @param why one sentence, 200 characters at most
     * @param asked what the owner wanted to be told when this was answered
     */
    public record Answer(Matched matched, String why, List<String> asked) {}

    /** Whether something shows what was asked for; not being sure is an answer. */
    public enum Matched {
        @JsonProperty("yes")
        YES,
        @JsonProperty("no")
        NO,
        @JsonProperty("unclear")
        UNCLEAR
    }

    /** What a model counted of a clip: of what it was told, and of what it said. */
    public record Tokens(long prompt, long completion) {}

    /**
     * An analyser that should have spoken.
     *
     * @param code why it did not, for programs, such as {@code tookTooLong}
     * @param text the same for people
     */
    public record NotHeard(String engine, String model, String code, String text) {}

    /** The same findings, with why another analyser did not speak, and what it cost. */
    public Findings without(NotHeard other, @Nullable Tokens spent) {
        return new Findings(
                labels,
                summary,
                title,
                observations,
                concern,
                tags,
                engine,
                model,
                frames,
                tookSeconds,
                details,
                instructions,
                spent,
                other);
    }
}
