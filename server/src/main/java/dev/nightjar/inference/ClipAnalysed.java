package dev.nightjar.inference;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import org.jspecify.annotations.Nullable;

/** What came of an {@link AnalyzeClip}. */
public sealed interface ClipAnalysed {

    AccountId account();

    EventId event();

    String attempt();

    /**
     * The clip was looked at.
     *
     * @param durationSeconds measured from the clip itself
     * @param poster where the poster was written, or null when none could be
     */
    record Done(
            AccountId account,
            EventId event,
            String attempt,
            Findings findings,
            double durationSeconds,
            @Nullable BlobKey poster)
            implements ClipAnalysed {}

    /**
     * The clip cannot be looked at, now or later.
     *
     * @param code for programs, such as {@code notAVideo}
     * @param text for people
     */
    record Failed(AccountId account, EventId event, String attempt, String code, String text) implements ClipAnalysed {}

    /** A grant had run out: mint new ones and try again. */
    record Regrant(AccountId account, EventId event, String attempt) implements ClipAnalysed {}
}
