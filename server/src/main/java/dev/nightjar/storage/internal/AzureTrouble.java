package dev.nightjar.storage.internal;

import com.azure.core.exception.AzureException;
import com.azure.core.exception.HttpResponseException;
import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a store that is away from a mistake of ours: the first passes, and whoever asked may ask again. */
final class AzureTrouble {

    private static final Logger log = LoggerFactory.getLogger(AzureTrouble.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private AzureTrouble() {}

    /**
     * Asks the store.
     *
     * @throws ProblemException {@link Problem#BUSY} when it does not answer, or fails
     */
    static <T> T told(Supplier<T> request) {
        try {
            return request.get();
        } catch (HttpResponseException refused) {
            int status =
                    refused.getResponse() == null ? 503 : refused.getResponse().getStatusCode();
            if (status < 500 && status != 429) {
                throw refused;
            }
            throw away(refused);
        } catch (UncheckedIOException | AzureException silent) {
            throw away(silent);
        }
    }

    private static ProblemException away(RuntimeException cause) {
        log.atWarn()
                .addKeyValue(
                        "cause",
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
                .log("The store of clips does not answer");
        return Problem.BUSY
                .because("The store of clips does not answer just now. It is tried again in a moment.")
                .withRetryAfter(LATER);
    }
}
