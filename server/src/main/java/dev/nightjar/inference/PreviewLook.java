package dev.nightjar.inference;

import java.util.List;

/** What came of looking at the frames of a preview. */
public sealed interface PreviewLook {

    /**
     * The frames were looked at.
     *
     * @param labels what they show that is worth telling, people first; none where nothing was recognised
     */
    record Seen(List<PreviewLabel> labels) implements PreviewLook {}

    /** None of the frames could be read. */
    record Unreadable() implements PreviewLook {}

    /** Others were before these frames, for longer than a camera can wait. */
    record Busy() implements PreviewLook {}
}
