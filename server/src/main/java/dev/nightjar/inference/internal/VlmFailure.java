package dev.nightjar.inference.internal;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a model did not speak: the code is for programs, the sentence for people. Carries no word of what it answered. */
final class VlmFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String sentence;
    private final transient @Nullable Duration retryAfter;

    private VlmFailure(Reason reason, @Nullable Duration retryAfter, Object... values) {
        super(reason.sentence.formatted(values));
        this.reason = reason;
        this.sentence = reason.sentence.formatted(values);
        this.retryAfter = retryAfter;
    }

    static VlmFailure of(Reason reason, Object... values) {
        return new VlmFailure(reason, null, values);
    }

    /** A failure of which the server said when to come again, if it did. */
    static VlmFailure until(Reason reason, @Nullable Duration retryAfter, Object... values) {
        return new VlmFailure(reason, retryAfter, values);
    }

    Reason reason() {
        return reason;
    }

    /** The code of the reason, in camelCase. */
    String code() {
        return reason.code();
    }

    String sentence() {
        return sentence;
    }

    /** How long the server wants to be left alone; null when it did not say. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** What follows from a failure. */
    enum Kind {
        /** The server was away or busy: the same request may go well soon. */
        PASSING,
        /** The server is there and wrongly set up, or takes too long: every clip would fail alike. */
        LASTING,
        /** Of this clip or this answer; it says nothing of the server. */
        ANSWER,
        /** We did not even ask. */
        NOT_ASKED
    }

    /** Why a model did not speak. */
    enum Reason {
        UNREACHABLE(Kind.PASSING, "The vision model could not be reached."),
        UNAVAILABLE(Kind.PASSING, "The vision model's server failed (status %d)."),
        LIMITED(Kind.PASSING, "The vision model takes no more requests for now."),
        TOOK_TOO_LONG(Kind.LASTING, "The vision model did not answer within %d s."),
        MODEL_MISSING(Kind.LASTING, "The vision model's server has no model “%s”."),
        NOT_ALLOWED(Kind.LASTING, "The vision model's server did not accept the key."),
        REJECTED(Kind.LASTING, "The vision model's server did not take the request (status %d)."),
        NOT_A_MODEL(Kind.LASTING, "What answered is not a vision model's server."),
        TOO_LARGE(Kind.ANSWER, "The pictures were too large for the vision model."),
        REFUSED(Kind.ANSWER, "The vision model declined to describe this clip."),
        INVALID_ANSWER(Kind.ANSWER, "The vision model's answer was not of the form that was asked for."),
        CUT_OFF(Kind.ANSWER, "The vision model's answer was cut off."),
        UNSUPPORTED(Kind.ANSWER, "The vision model named what no observation and no label shows: %s."),
        CONTRADICTED(Kind.ANSWER, "The vision model left out a person whom the detector is sure of."),
        BUSY(Kind.NOT_ASKED, "The vision model was busy with other clips."),
        RESTING(Kind.NOT_ASKED, "The vision model failed several times and is left alone for a while."),
        NO_TIME(Kind.NOT_ASKED, "No time was left to ask the vision model.");

        private final Kind kind;
        private final String sentence;

        Reason(Kind kind, String sentence) {
            this.kind = kind;
            this.sentence = sentence;
        }

        Kind kind() {
            return kind;
        }

        /** Whether another answer may be usable. */
        boolean mayBeSaidBetter() {
            return switch (this) {
                case INVALID_ANSWER, CUT_OFF, UNSUPPORTED, CONTRADICTED -> true;
                default -> false;
            };
        }

        private String code() {
            String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
            StringBuilder code = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                code.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
            }
            return code.toString();
        }
    }
}
