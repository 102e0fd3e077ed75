package dev.nightjar.inference;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.storage.BlobKey;
import org.jspecify.annotations.Nullable;

/** What came of an {@link AnalyzeClip}. Also a message of a worker: fields are added, never renamed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClipAnalysed.Done.class, name = "done"),
    @JsonSubTypes.Type(value = ClipAnalysed.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ClipAnalysed.Regrant.class, name = "regrant"),
    @JsonSubTypes.Type(value = ClipAnalysed.Unfinished.class, name = "unfinished")
})
public sealed interface ClipAnalysed {

    /** The queue on which workers answer. */
    String QUEUE = "clip_analysed";

    AccountId account();

    EventId event();

    String attempt();

    /**
     * The clip was looked at.
     *
     * @param durationSeconds measured from the clip itself
     * @param poster where the poster was written, or null when none could be
     * @param strip the strip, or null when none could be written
     * @param file where the findings were written, or null when they were not
     */
    record Done(
            AccountId account,
            EventId event,
            String attempt,
            Findings findings,
            double durationSeconds,
            @Nullable BlobKey poster,
            @Nullable Strip strip,
            @Nullable BlobKey file)
            implements ClipAnalysed {

        /** Without a strip, and before the findings are written. */
        public Done(
                AccountId account,
                EventId event,
                String attempt,
                Findings findings,
                double durationSeconds,
                @Nullable BlobKey poster) {
            this(account, event, attempt, findings, durationSeconds, poster, null, null);
        }

        /** The same clip in other words. */
        public Done with(Findings other) {
            return new Done(account, event, attempt, other, durationSeconds, poster, strip, file);
        }

        /** The same, once the findings are written. */
        Done written(BlobKey key) {
            return new Done(account, event, attempt, findings, durationSeconds, poster, strip, key);
        }
    }

    /**
     * A few small pictures of a clip, in the order of time, side by side in one.
     *
     * @param frames how many, all as wide as each other
     */
    record Strip(BlobKey key, int frames) {}

    /**
     * The clip cannot be looked at, now or later.
     *
     * @param code for programs, such as {@code notAVideo}
     * @param text for people
     */
    record Failed(AccountId account, EventId event, String attempt, String code, String text) implements ClipAnalysed {}

    /** A grant had run out: mint new ones and try again. */
    record Regrant(AccountId account, EventId event, String attempt) implements ClipAnalysed {}

    /**
     * Something failed that may go well another time; only a worker says so, since others can throw.
     *
     * @param cause for the operator
     */
    record Unfinished(AccountId account, EventId event, String attempt, String cause) implements ClipAnalysed {}
}
