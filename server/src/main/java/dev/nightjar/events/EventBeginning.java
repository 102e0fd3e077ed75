package dev.nightjar.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event that is new begins.
 *
 * @param verdict by its preview frames; null when it comes without
 * @param previewedAt when these had come
 */
record EventBeginning(
        EventState state,
        @Nullable PreviewVerdict verdict,
        @Nullable Instant previewedAt) {

    static EventBeginning announced(EventState state) {
        return new EventBeginning(state, null, null);
    }

    static EventBeginning judged(PreviewVerdict verdict, Instant previewedAt) {
        return new EventBeginning(verdict.state(), verdict, previewedAt);
    }
}
