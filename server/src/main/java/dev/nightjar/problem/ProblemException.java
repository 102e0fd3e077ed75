package dev.nightjar.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} to the one advice that writes it as {@code application/problem+json}. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final transient Map<String, Object> extras = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    ProblemException(Problem problem, String sentence) {
        super(sentence);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Further members of the body. */
    public Map<String, Object> extras() {
        return Map.copyOf(extras);
    }

    /** How long the client should wait, or null; sent as {@code Retry-After}. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The limit that was hit, in the unit of the code. */
    public ProblemException withLimit(long limit) {
        extras.put("limit", limit);
        return this;
    }

    /** When the limit ends; the client is told to wait until then. */
    public ProblemException withEnd(Instant endsAt, Duration wait) {
        extras.put("endsAt", endsAt);
        retryAfter = wait;
        return this;
    }

    /** The part of the request that is wrong, as a path such as {@code trigger.score}. */
    public ProblemException withField(String path) {
        extras.put("field", path);
        return this;
    }

    /** Nothing to fix in the request: it may be sent again after the wait. */
    public ProblemException withRetryAfter(Duration wait) {
        retryAfter = wait;
        return this;
    }
}
