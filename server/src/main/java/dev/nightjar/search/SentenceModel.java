package dev.nightjar.search;

import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says what texts mean. The model is loaded when the first text comes: a server of which nothing is asked needs no memory
 * for it. Where it cannot be loaded, that is said once in the log, and nothing has a meaning until the next start.
 */
@Component
class SentenceModel {

    private static final Logger log = LoggerFactory.getLogger(SentenceModel.class);

    /** A text takes a core for a few milliseconds; more at once would only take memory. */
    private static final int AT_ONCE = 2;

    private final String resource;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private @Nullable MiniLm model;
    private boolean missing;

    SentenceModel(SearchSettings settings) {
        this.resource = settings.model();
    }

    /** What the text means, or nothing where there is no model. */
    Optional<byte[]> meaning(String text) {
        Optional<MiniLm> loaded = model();
        if (loaded.isEmpty() || text.isBlank()) {
            return Optional.empty();
        }
        places.acquireUninterruptibly();
        try {
            return Optional.of(loaded.get().meaning(text));
        } finally {
            places.release();
        }
    }

    private synchronized Optional<MiniLm> model() {
        if (model == null && !missing) {
            load();
        }
        return Optional.ofNullable(model);
    }

    private void load() {
        try {
            model = MiniLm.open(resource);
            log.atInfo().addKeyValue("resource", resource).log("Sentence model loaded");
        } catch (IllegalStateException | LinkageError failure) {
            missing = true;
            log.atWarn().setCause(failure).log("Events are found by their words alone");
        }
    }

    @PreDestroy
    synchronized void close() {
        if (model != null) {
            // who is at it finishes
            places.acquireUninterruptibly(AT_ONCE);
            model.close();
            model = null;
            missing = true;
        }
    }
}
