package dev.nightjar.inference.internal;

/** A clip that cannot be looked at, now or later: the code is for programs, the sentence for people. */
final class UnreadableClip extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String sentence;

    UnreadableClip(Reason reason, Object... values) {
        super(reason.sentence.formatted(values));
        this.reason = reason;
        this.sentence = reason.sentence.formatted(values);
    }

    /** The code of the reason, in camelCase. */
    String code() {
        return reason.code;
    }

    String sentence() {
        return sentence;
    }

    /** Why a clip cannot be looked at. */
    enum Reason {
        EMPTY("emptyClip", "The clip is empty. Nothing was recorded, so there is nothing to look at."),
        NOT_A_VIDEO("notAVideo", "This is not a video that can be looked at: an MP4 or WebM file was expected."),
        UNSUPPORTED("unsupportedVideo", "The clip is in a form (%s) that cannot be looked at."),
        TOO_LONG("clipTooLong", "The clip is longer than %d s, the most that can be looked at."),
        TOO_MANY_FRAMES("tooManyFrames", "The clip has more pictures than can be looked at."),
        TOO_LARGE("pictureTooLarge", "The clip's pictures of %d × %d are larger than can be looked at."),
        BROKEN("brokenClip", "The clip is damaged. None of its pictures could be read."),
        TOO_SLOW("tookTooLong", "Reading the clip took longer than %d s, so it was given up."),
        MISSING("clipMissing", "The clip is no longer kept, so it cannot be looked at.");

        private final String code;
        private final String sentence;

        Reason(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }
    }
}
