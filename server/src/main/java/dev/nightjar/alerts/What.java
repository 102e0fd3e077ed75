package dev.nightjar.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is about; any of it is enough.
 *
 * @param labels kinds of things that are seen, such as {@code person}
 * @param instructions whether it is about what the owner wants to be told of
 * @param concern from which degree of concern on: 1 worth a look, 2 look now
 * @param sound whether it is about what was heard
 * @param cameraTrouble whether it is about cameras that do not see
 * @param everythingElse whether it is about events that none of the person's other rules is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record What(
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 30) @Pattern(regexp = "[a-z]+( [a-z]+)*") String> labels,

        @Nullable Boolean instructions,
        @Nullable @Min(1) @Max(2) Integer concern,
        @Nullable Boolean sound,
        @Nullable Boolean cameraTrouble,
        @Nullable Boolean everythingElse) {

    /** A person who is seen, what the owner wants to be told of, and what is worth a look. */
    static final What PEOPLE = new What(List.of("person"), true, 1, null, null, null);

    /** A camera that does not see. */
    static final What TROUBLE = new What(null, null, null, null, true, null);

    /** A person who is seen. */
    static final What PERSON = new What(List.of("person"), null, null, null, null, null);

    /** Whether it is about nothing at all. */
    boolean isNothing() {
        return kinds().isEmpty()
                && concern == null
                && !Boolean.TRUE.equals(instructions)
                && !Boolean.TRUE.equals(sound)
                && !Boolean.TRUE.equals(cameraTrouble)
                && !Boolean.TRUE.equals(everythingElse);
    }

    /** The labels, none where nothing is said of them. */
    List<String> kinds() {
        return labels == null ? List.of() : labels;
    }

    /** Whether it is about cameras that do not see. */
    boolean isTrouble() {
        return Boolean.TRUE.equals(cameraTrouble);
    }

    /** Whether it is about what no other rule is about. */
    boolean isEverythingElse() {
        return Boolean.TRUE.equals(everythingElse);
    }
}
