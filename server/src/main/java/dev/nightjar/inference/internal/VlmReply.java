package dev.nightjar.inference.internal;

import dev.nightjar.inference.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers, in the form of {@code vlm/answer.schema.json}. Not yet held against the evidence.
 *
 * @param details may be empty
 * @param instructions only where something was asked
 */
record VlmReply(
        String summary,
        String title,
        String details,
        List<Findings.Observation> observations,
        @Nullable Answer instructions,
        int concern,
        List<String> tags) {

    /** Whether the pictures show what the owner wants to be told. */
    record Answer(Findings.Matched matched, String why) {}
}
