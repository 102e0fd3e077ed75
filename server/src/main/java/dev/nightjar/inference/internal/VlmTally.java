package dev.nightjar.inference.internal;

import dev.nightjar.inference.Findings;
import org.jspecify.annotations.Nullable;

/** What the requests for one clip cost, also those whose answer was of no use. */
final class VlmTally {

    /** A server may claim anything; more than this is not believed. */
    private static final long MOST = 10_000_000;

    private long prompt;
    private long completion;
    private int requests;

    void asked() {
        requests++;
    }

    void counted(long promptTokens, long completionTokens) {
        prompt += Math.clamp(promptTokens, 0, MOST);
        completion += Math.clamp(completionTokens, 0, MOST);
    }

    /** How many requests were made. */
    int requests() {
        return requests;
    }

    /** What was counted; null when no server counted anything. */
    Findings.@Nullable Tokens tokens() {
        return prompt + completion == 0 ? null : new Findings.Tokens(prompt, completion);
    }
}
