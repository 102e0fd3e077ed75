package dev.nightjar.inference.internal;

import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told of a clip, and what its answer is held against.
 *
 * @param triggerSeconds where in the clip the trigger lies
 * @param frames the pictures it sees, in the order of time, at least one
 * @param labels what the detector found
 * @param context what is known besides, where it is
 */
record VlmEvidence(
        double durationSeconds,
        double triggerSeconds,
        List<VlmFrame> frames,
        List<Findings.Label> labels,
        AnalyzeClip.@Nullable Context context) {

    /** What the owner wants to be told; empty when nothing. */
    List<String> instructions() {
        return context == null ? List.of() : context.instructions();
    }
}
