package dev.nightjar.inference.internal;

import dev.nightjar.inference.internal.VlmFailure.Kind;
import dev.nightjar.inference.internal.VlmFailure.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Asks again where that may help, as often and as late as the server wants, and leaves a server alone that fails again and again. */
final class VlmSender {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private final VlmClient client;
    private final int retries;
    private final CircuitBreaker breaker;

    VlmSender(VlmClient client, VlmSettings settings, Clock clock) {
        this.client = client;
        this.retries = settings.retries();
        this.breaker = CircuitBreaker.of(
                "vlm",
                CircuitBreakerConfig.custom()
                        .slidingWindow(settings.breakAfter(), settings.breakAfter(), SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(settings.breakFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
    }

    /**
     * What the model said.
     *
     * @throws VlmFailure when it said nothing in that time
     */
    String send(byte[] body, TimeLimit limit, VlmTally tally) throws VlmFailure {
        for (int repeated = 0; ; repeated++) {
            try {
                return once(body, limit, tally);
            } catch (VlmFailure failure) {
                if (failure.reason().kind() != Kind.PASSING || repeated == retries) {
                    throw failure;
                }
                await(failure, repeated, limit);
            }
        }
    }

    private String once(byte[] body, TimeLimit limit, VlmTally tally) throws VlmFailure {
        if (limit.isOver()) {
            throw VlmFailure.of(Reason.NO_TIME);
        }
        if (!breaker.tryAcquirePermission()) {
            throw VlmFailure.of(Reason.RESTING);
        }
        long start = System.nanoTime();
        boolean known = false;
        try {
            String answer = client.ask(body, limit, tally);
            known = true;
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return answer;
        } catch (VlmFailure failure) {
            known = true;
            tell(failure, System.nanoTime() - start);
            throw failure;
        } finally {
            if (!known) {
                breaker.releasePermission();
            }
        }
    }

    /** A server that answers lives, whatever its answer is worth. */
    private void tell(VlmFailure failure, long took) {
        if (failure.reason().kind() == Kind.ANSWER) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(took, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** Half of a wait of our own is by chance, so that many workers do not come back at once. */
    private static void await(VlmFailure failure, int repeated, TimeLimit limit) throws VlmFailure {
        Duration wanted = failure.retryAfter();
        long own = FIRST_WAIT.toMillis() << repeated;
        Duration wait = wanted == null
                ? Duration.ofMillis(own / 2 + ThreadLocalRandom.current().nextLong(own / 2 + 1))
                : wanted;
        if (wait.compareTo(limit.left()) >= 0) {
            throw failure;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the vision model was waited for", interrupted);
        }
    }
}
