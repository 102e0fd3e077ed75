package dev.nightjar.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.events.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that answer a question, best first; without words those that pass the filter, newest first.
 *
 * @param next where the next page begins; absent on the last one
 * @param meaning whether meanings were compared; false when there were no words, or when the model cannot be loaded
 * @param modelMissing whether events are found by their words alone, because the model cannot be loaded
 * @param meant words that no event has, and which were taken for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResults(
        List<Item> items, @Nullable String next, boolean meaning, boolean modelMissing, List<Meant> meant) {

    /**
     * One event, and why it is here.
     *
     * @param words those of the question that its findings have, as they were asked
     * @param labels those of its labels that the question names
     * @param camera whether the question names its camera
     * @param similar whether its findings mean something alike
     * @param marks where the words stand
     */
    public record Item(
            Event event, List<String> words, List<String> labels, boolean camera, boolean similar, List<Mark> marks) {}

    /**
     * A place in a text of an event's findings, in UTF-16 code units.
     *
     * @param observation the number of the observation, from 0; absent in title and summary
     * @param end behind the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mark(Field field, @Nullable Integer observation, int start, int end) {}

    /** Texts of an event's findings. */
    public enum Field {
        @JsonProperty("title")
        TITLE,
        @JsonProperty("summary")
        SUMMARY,
        @JsonProperty("observation")
        OBSERVATION
    }

    /**
     * A word that no event has.
     *
     * @param word as it was asked
     * @param meant what was looked for instead
     */
    public record Meant(String word, List<String> meant) {}
}
